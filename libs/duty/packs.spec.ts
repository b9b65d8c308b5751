// The built-in packs say what the documents say: length, start, who owes, which texts answer, on which clause.
import { builtInPacks, defaultPackIds, dutiesOf, findRule, packById } from './built-in-packs';
import { appliesTo, appliesWords, type DutyRule, withinWords } from './packs';

const rows: [string, string, string, string, string, string][] = [
  // duty, pack, within, starts from, answered by, article
  [
    'authoritative-information',
    'state-council-2016',
    '5小时内',
    'occurred',
    'statement press-conference',
    '积极回应关切',
  ],
  ['press-conference', 'state-council-2016', '24小时内', 'occurred', 'press-conference', '三'],
  [
    'response',
    'state-council-2016',
    '48小时内',
    'detected',
    'statement press-conference interpretation reply',
    '三',
  ],
  ['next-update', 'state-council-2016', '24小时内', 'previous-release', 'statement press-conference', '三'],
  ['authoritative-release', 'xinxing-2017', '24小时内', 'occurred', 'statement press-conference', '二(三)'],
  ['interpretation', 'xinxing-2017', '3个工作日内', 'published', 'interpretation', '二(一)'],
  ['service-change', 'mianyang-2018', '1个工作日内', 'signed', 'statement', '(四)'],
  ['regulation-publication', 'mianyang-2018', '3个工作日内', 'signed', 'statement', '(六)'],
  ['hotline-consultation', 'guangdong-12345-2022', '2个工作日内', 'assigned', 'reply', '办理时限'],
  ['hotline-request', 'guangdong-12345-2022', '10个工作日内', 'assigned', 'reply', '办理时限'],
  ['hotline-complaint', 'guangdong-12345-2022', '15个工作日内', 'assigned', 'reply', '办理时限'],
  ['disclosure-reply', 'disclosure-regulations', '20个工作日内', 'detected', 'reply', '第三十三条'],
];

test.each(rows)('%s', (duty, packId, within, startsFrom, forms, article) => {
  const found = findRule(duty);
  expect(found?.pack.id).toBe(packId);
  const rule = found?.rule as DutyRule;
  expect(withinWords(rule.within).zh).toBe(within);
  expect(rule.startsFrom).toBe(startsFrom);
  expect(rule.answeredBy.join(' ')).toBe(forms);
  expect(rule.clause.article).toBe(article);
});

test('every rule is complete, and the table above names them all', () => {
  expect(dutiesOf(builtInPacks).sort()).toEqual(rows.map(([duty]) => duty).sort());
  for (const { id, version, document, rules } of builtInPacks) {
    expect(id && version && document).toBeTruthy();
    for (const { name, clause, answeredBy } of rules) {
      expect(name.zh && name.en && clause.document && clause.article && clause.words).toBeTruthy();
      expect(answeredBy.length).toBeGreaterThan(0);
    }
  }
});

test('packs are found by id; a rule in a named pack or in the first that has it', () => {
  expect(packById('xinxing-2017')?.name.en).toContain('Xinxing');
  expect(packById('nowhere')).toBeNull();
  expect(findRule('response', 'xinxing-2017')).toBeNull();
  expect(findRule('nothing')).toBeNull();
  expect(defaultPackIds).toEqual(builtInPacks.map(({ id }) => id));
});

test("an interval that the text does not name is called the office's own", () => {
  expect(findRule('next-update')?.rule.setting?.zh).toContain('本单位设定');
});

test('to what a rule applies, in words', () => {
  expect(appliesWords(findRule('press-conference')!.rule).zh).toBe('政务舆情（特别重大、重大）');
  expect(appliesWords(findRule('response')!.rule).zh).toBe('政务舆情（较大、一般、未分级）');
  expect(appliesWords(findRule('hotline-complaint')!.rule).en).toBe(
    'hotline records (complaint, report of wrongdoing)',
  );
  expect(appliesWords(findRule('interpretation')!.rule).zh).toBe('政策文件');
});

test('a pack may ask for emergencies only', () => {
  const rule: DutyRule = { ...findRule('response')!.rule, appliesTo: { emergency: true } };
  expect(appliesTo(rule, { level: '一般', emergency: true })).toBe(true);
  expect(appliesTo(rule, { level: '一般', emergency: false })).toBe(false);
  expect(appliesWords(rule).zh).toBe('政务舆情（突发事件）');
});
