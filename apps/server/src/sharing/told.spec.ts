// What leaves the house in a webhook: every kind that is shared, and nothing a citizen wrote but the masked title.
import { sharedKinds, webhookBody } from '#contract';
import { bodyOf, isNews, isShared, pingOf, type Subject } from './told';

const at = new Date('2026-11-21T02:00:00Z');
const id = '3f6f1c7e-8a53-4a53-9a53-2f6f1c7e8a53';
const where = { publicUrl: 'https://wenying.example', jurisdiction: { id, name: '望澜县' } };
const about: Subject = {
  title: '柳湾小学多名学生腹泻，家长王某电话13712345678',
  level: '较大',
  proposedLevel: '重大',
  occurredAt: at,
  detectedAt: at,
  confirmedAt: null,
};
const facts: Record<string, object> = {
  'incident.level-changed': { incidentId: id, from: '一般', to: '较大', reason: '经办人写的理由' },
  'duty.breached': { clockId: id, incidentId: id, duty: 'response', dueAt: at.toISOString(), late: false },
  'release.published': { releaseId: id, incidentId: id, edition: 1, url: 'https://wenying.example/public/1' },
  'release.withdrawn': { releaseId: id, incidentId: null, edition: 1, reason: '写错了' },
};
const tell = (kind: (typeof sharedKinds)[number]) =>
  bodyOf(
    { seq: 7, at, kind, subject: { type: 'incident', id }, body: facts[kind] ?? { incidentId: id } },
    about,
    where,
  );

test.each(sharedKinds)('%s fits the contract, masked and without reasons', (kind) => {
  const body = tell(kind);
  expect(webhookBody.parse(body)).toEqual(body);
  expect(body).toMatchObject({ type: kind, timestamp: at.toISOString(), data: { fact: 7, level: '较大' } });
  expect(JSON.stringify(body)).not.toMatch(/13712345678|理由|写错了/);
});

test.each([
  ['incident.confirmed', `https://wenying.example/incidents/${id}`],
  ['duty.breached', `https://wenying.example/incidents/${id}`],
  ['release.published', 'https://wenying.example/public/1'],
  ['release.withdrawn', `https://wenying.example/releases/${id}`],
] as const)('%s leads to %s', (kind, link) => {
  expect(tell(kind).data.link).toBe(link);
});

test('what is only filed is no news; a trial has the same form; a matter without a title says so', () => {
  expect(isNews({ kind: 'incident.opened', body: { old: true } })).toBe(false);
  expect(isNews({ kind: 'incident.opened', body: { old: false } })).toBe(true);
  expect(isNews({ kind: 'incident.closed', body: {} })).toBe(true);
  expect([isShared('incident.opened'), isShared('officer.signed-in')]).toEqual([true, false]);
  expect(webhookBody.parse(pingOf(at, where)).type).toBe('ping');
  const untitled = bodyOf(
    { seq: 1, at, kind: 'incident.closed', subject: { type: 'incident', id }, body: { incidentId: id } },
    { ...about, title: ' ' },
    where,
  );
  expect(untitled.data.title).toBe('未命名事件');
});
