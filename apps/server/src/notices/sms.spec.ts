// Gateways differ: their bodies and answers as tables, and no text that becomes a field of its own.
import { readHeaders, smsLetter, smsTaken, templateFault } from './sms';

const sms = { phone: '+8613800001234', text: '超期"了"&x=1{phone}', id: 'n1', secret: 's&t' };
const settings = { url: 'https://sms.example/send', successAt: '', successIs: '' };

test('a JSON body is filled as values', () => {
  const template = '{"to":["{phone}"],"msg":"【闻应】{text}","n":1,"ref":"{id}"}';
  const { type, body } = smsLetter({ ...settings, type: 'json', template }, sms);
  expect(type).toBe('application/json');
  expect(JSON.parse(body)).toEqual({ to: [sms.phone], msg: `【闻应】${sms.text}`, n: 1, ref: 'n1' });
});

test('so is a form', () => {
  const { type, body } = smsLetter(
    { ...settings, type: 'form', template: 'm={phone}&c={text}&k={secret}' },
    sms,
  );
  expect(type).toBe('application/x-www-form-urlencoded');
  expect([...new URLSearchParams(body)]).toEqual([
    ['m', sms.phone],
    ['c', sms.text],
    ['k', 's&t'],
  ]);
});

test.each([
  ['json', '{"a":"{phone}","b":"{text}"}', null],
  ['json', '{"a":{phone},"b":"{text}"}', 'JSON'],
  ['json', '{"a":"{phone}"}', '{text}'],
  ['form', 'a={phone}&b={text}', null],
] as const)('template %s %s', (type, template, says) => {
  const fault = templateFault({ type, template });
  if (says === null) expect(fault).toBeNull();
  else expect(fault?.zh).toContain(says);
});

test.each([
  ['', '', 'anything', true],
  ['code', '0', '{"code":0}', true],
  ['code', '0', '{"code":"0"}', true],
  ['code', '0', '{"code":1}', false],
  ['data.0.status', 'OK', '{"data":[{"status":"OK"}]}', true],
  ['data.status', 'OK', '{"data":null}', false],
  ['constructor', 'x', '{}', false],
  ['code', '0', 'no json', false],
])('success at %s is %s, answered %s', (successAt, successIs, text, taken) => {
  expect(smsTaken({ ...settings, type: 'json', template: '', successAt, successIs }, text)).toBe(taken);
});

test.each([
  ['Authorization: Bearer x\nX-App: 7', { authorization: 'Bearer x', 'x-app': '7' }],
  ['', {}],
  ['no header', null],
  ['Host: other', null],
])('headers %j', (text, headers) => {
  expect(readHeaders(text)).toEqual(headers);
});
