// Addresses and problems: what goes to the server and what a person reads when it says no.
import { asProblem, ProblemError, urlOf } from './client';

const urls: [string, string, string][] = [
  [
    'list with filters',
    urlOf('duties.list', { query: { mine: 'true', q: '供水 异味' } }),
    '/api/duties?mine=true&q=%E4%BE%9B%E6%B0%B4+%E5%BC%82%E5%91%B3',
  ],
  ['empty filters are left out', urlOf('duties.list', { query: { q: '', state: undefined } }), '/api/duties'],
  [
    'a parameter in the path',
    urlOf('alerts.acknowledge', { params: { seq: 7 } }),
    '/api/alerts/7/acknowledge',
  ],
  [
    'a strange parameter is escaped',
    urlOf('incidents.read', { params: { id: 'a/b?c' } }),
    '/api/incidents/a%2Fb%3Fc',
  ],
];
it.each(urls)('%s', (_what, made, expected) => expect(made).toBe(expected));

it('says a problem in the viewer’s language', () => {
  const problem = new ProblemError({
    type: 'urn:x',
    title: '不行',
    status: 409,
    code: 'release.same-person',
    detail: '起草人不能审批自己的稿件。',
    detailEn: 'Nobody approves their own draft.',
  });
  expect(problem.in('zh')).toBe('起草人不能审批自己的稿件。');
  expect(problem.in('en')).toBe('Nobody approves their own draft.');
});

it('has a sentence for what nobody foresaw', () => {
  expect(asProblem(new TypeError('x')).in('zh')).toContain('没有内容被改动');
});
