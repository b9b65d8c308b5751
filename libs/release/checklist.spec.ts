// What a text must say, and what must not be left in it. People, places and numbers here are invented.
import { type Checklist, checkContent, checklistItems } from './checklist';

const facts = '3月3日8时30分许，云溪县青石镇一处厂房发生火情，过火面积约200平方米。';
const measures = '县消防救援大队到场扑救，周边群众已转移安置，县卫生健康局派出医护人员。';
const results = '9时50分明火已扑灭，无人员伤亡，起火原因正在调查。';
const title = '云溪县关于青石镇厂房火情的情况通报';
const body = `${facts}\n${measures}${results}\n后续情况将继续发布。`;
const checklist: Checklist = {
  facts: { quote: facts },
  measures: { quote: measures },
  results: { quote: results },
  causes: { notApplicable: '原因仍在调查' },
  solutions: { notApplicable: '调查结束后公布' },
  constraints: { notApplicable: '暂无制约因素' },
};
const good = { title, body, checklist };
const codes = (content: Parameters<typeof checkContent>[0]) =>
  checkContent(content).map(({ code, item, blocking }) =>
    [code, item, blocking].filter((part) => part !== undefined).join(' '),
  );

test('a complete text has no problem', () => {
  expect(checkContent(good)).toEqual([]);
});

const cases: [string, Partial<typeof good> & { form?: 'interpretation' }, string[]][] = [
  ['no title', { title: '  ' }, ['release.title-empty true']],
  ['a title too long', { title: '通'.repeat(201) }, ['release.title-long true']],
  ['a text too long', { body: body + '情'.repeat(50_000) }, ['release.body-long true']],
  [
    'a required point open',
    { checklist: { ...checklist, results: undefined } },
    ['release.item-open results true'],
  ],
  [
    'an optional point open',
    { checklist: { ...checklist, causes: undefined } },
    ['release.item-open causes true'],
  ],
  [
    'a required point put aside',
    { checklist: { ...checklist, facts: { notApplicable: '不便说明' } } },
    ['release.item-required facts true'],
  ],
  [
    'an interpretation has no event to tell',
    { form: 'interpretation', checklist: { ...checklist, facts: { notApplicable: '本文为政策解读' } } },
    [],
  ],
  [
    'put aside without a reason',
    { checklist: { ...checklist, causes: { notApplicable: ' 。' } } },
    ['release.reason-needed causes true'],
  ],
  [
    'a passage that is not in the text',
    { checklist: { ...checklist, measures: { quote: '县里高度重视此事并作出部署。' } } },
    ['release.quote-missing measures true'],
  ],
  [
    'a passage too short to prove anything',
    { checklist: { ...checklist, measures: { quote: '，县消防。' } } },
    ['release.quote-short measures true'],
  ],
  [
    'a passage over a line break',
    { checklist: { ...checklist, facts: { quote: `${facts} ${measures}` } } },
    [],
  ],
  [
    'one passage for everything',
    { checklist: { ...checklist, facts: { quote: results }, measures: { quote: results } } },
    ['release.one-passage false'],
  ],
];

test.each(cases)('%s', (_name, part, expected) => {
  expect(codes({ ...good, ...part })).toEqual(expected);
});

test('an empty text: everything is said at once', () => {
  const all = codes({ title: '', body: '', checklist: {} });
  expect(all.slice(0, 2)).toEqual(['release.title-empty true', 'release.body-empty true']);
  expect(all.slice(2)).toEqual(checklistItems.map(({ item }) => `release.item-open ${item} true`));
});

test('every problem cites its clause and speaks both languages', () => {
  for (const problem of checkContent({ ...good, checklist: {} })) {
    expect(problem.zh).toMatch(/高政发〔2016〕12号） 三\(四\)|绵阳市2018年政务公开工作要点 \(七\)/);
    expect(problem.en.length).toBeGreaterThan(20);
  }
});

test('a mobile number and an identity card hold the text up, told by place, never repeated', () => {
  const mobile = '13812345678';
  const card = '11010519491231002X';
  const text = `${body}群众王某（电话${mobile}，身份证号${card}）反映。`;
  const found = checkContent({ ...good, body: text }).filter(({ blocking }) => blocking);
  const places = found.map(({ start, end }) => text.slice(start, end));
  expect(found.every(({ code }) => code === 'release.personal-data')).toBe(true);
  expect(places.some((place) => place.includes(mobile))).toBe(true);
  expect(places.some((place) => place.includes(card))).toBe(true);
  expect(JSON.stringify(found)).not.toContain(mobile);
  expect(JSON.stringify(found)).not.toContain(card);
});

test('an office telephone is pointed out and does not hold the text up', () => {
  const found = checkContent({ ...good, body: `${body}值班室0999-2345678。` });
  expect(found.map(({ code, blocking }) => [code, blocking])).toEqual([['release.personal-data', false]]);
});

test('a line that is announced as one for enquiries is nobody’s and is not pointed out', () => {
  expect(checkContent({ ...good, body: `${body}咨询电话：0999-2345678。` })).toEqual([]);
});

test('personal data in the title is found too', () => {
  const found = checkContent({ ...good, title: `${title} 13812345678` });
  expect(found.map(({ code, blocking, start }) => [code, blocking, start])).toEqual([
    ['release.personal-data', true, undefined],
  ]);
});
