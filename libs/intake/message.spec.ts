// One message handed in: what becomes of it, and what is refused with a sentence.
import { checkMessage } from './message';

const full = {
  externalId: ' a-1 ',
  channel: 'mailbox',
  title: '<b>路灯</b>不亮',
  body: '<p>小区<br>路灯不亮</p>',
  url: 'https://news.example/a b',
  publishedAt: '2026年11月18日 8时',
  place: '柳溪镇',
  agency: '',
  author: '张三',
};

test('a message is brought into shape, its author dropped', () => {
  expect(checkMessage(full)).toEqual({
    message: {
      externalId: 'a-1',
      channel: 'mailbox',
      title: '路灯不亮',
      body: '小区\n路灯不亮',
      url: 'https://news.example/a%20b',
      publishedAt: '2026-11-18T00:00:00.000Z',
      place: '柳溪镇',
      agency: null,
    },
  });
});

test('a missing title is made from the body, a missing channel is the hotline', () => {
  const body = '领导您好：我们村的桥坏了，三个月没人修。请处理。';
  expect(checkMessage({ body })).toMatchObject({
    message: { title: '我们村的桥坏了，三个月没人修', channel: 'hotline' },
  });
});

test.each([
  ['nothing', null, 'message.not-an-object'],
  ['a list', [], 'message.not-an-object'],
  ['words', 'x', 'message.not-an-object'],
  ['no text', { title: ' ', body: '<p></p>' }, 'message.no-text'],
  ['a title that is a number', { title: 1 }, 'message.not-text'],
  ['an unknown channel', { title: '路', channel: 'fax' }, 'message.channel'],
  ['a channel of Object', { title: '路', channel: 'constructor' }, 'message.channel'],
  ['a script for an address', { title: '路', url: 'javascript:alert(1)' }, 'message.url'],
  ['a file for an address', { title: '路', url: 'file:///etc/passwd' }, 'message.url'],
  ['a date that is none', { title: '路', publishedAt: '明天' }, 'message.date'],
  ['a date that is a list', { title: '路', publishedAt: [] }, 'message.date'],
])('%s is refused', (_, input, code) => {
  const answer = checkMessage(input);
  expect(answer).toMatchObject({ refused: { code } });
  expect('refused' in answer && answer.refused.reason).toMatch(/[\u4e00-\u9fff].*[a-z]/);
});

test('a long title and a long body are cut between characters', () => {
  const answer = checkMessage({
    title: `${'字'.repeat(499)}😀字`,
    body: '字'.repeat(1_000_000),
    externalId: 7,
  });
  if ('refused' in answer) throw new Error(answer.refused.reason);
  expect(answer.message.title).toBe('字'.repeat(499));
  expect(Buffer.byteLength(answer.message.body)).toBeLessThanOrEqual(1_048_576);
  expect(answer.message.body).toMatch(/^字+$/);
  expect(answer.message.externalId).toBe('7');
});
