// For the tests of release: a text that says what it must, and the people who bring it out.
import type { Request } from '#contract';
import type { Client } from '../support/client';
import type { TestServer } from '../support/server';

/** A complete text, with its checklist. */
export function aText(title = '关于清水桥路面塌陷的情况通报') {
  const said = {
    facts: '今天清晨，清水桥北侧引道路面塌陷约十二平方米，没有人员受伤。',
    measures: '交通运输局已封闭半幅路面，安排车辆从东侧便道通行。',
    results: '截至目前，塌陷部位已回填，检测单位正在复核桥台。',
    causes: '初步查明是地下排水管渗漏，掏空了路基。',
    solutions: '我们将更换渗漏的排水管，并对同期建成的桥梁逐座排查。',
  };
  const quotes = Object.entries(said).map(([item, quote]) => [item, { quote }]);
  return {
    form: 'statement' as const,
    title,
    body: Object.values(said).join('\n'),
    place: '',
    checklist: {
      ...Object.fromEntries(quotes),
      constraints: { notApplicable: '没有制约因素' },
    } as Request<'releases.draft'>['body']['checklist'],
  };
}

export type People = { author: Client; reviewer: Client; leader: Client; press: Client };
export const threePeople = async (server: TestServer): Promise<People> => ({
  author: await server.as('department-officer', 'author', '交通运输局'),
  reviewer: await server.as('reviewer'),
  leader: await server.as('leader'),
  press: await server.as('news-office', 'press', '宣传部（新闻办）'),
});

/** Takes a release (a new one unless told) through the procedure; its id. */
export async function publishedRelease(
  people: People,
  wanted: {
    id?: string;
    until?: 'approved';
    text?: Partial<Request<'releases.draft'>['body']>;
  } = {},
): Promise<string> {
  const { author, reviewer, leader, press } = people;
  const body = { ...aText(), incidentId: null, ...wanted.text };
  const id = wanted.id ?? (await author.call('releases.draft', { body })).id;
  const params = { id };
  await author.call('releases.submit', { params });
  await reviewer.call('releases.review', { params, body: {} });
  await leader.call('releases.approve', { params });
  if (wanted.until !== 'approved') await press.call('releases.publish', { params });
  return id;
}
