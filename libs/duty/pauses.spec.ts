// Pauses: only where the pack names them, before the breach, for a reason; what stood still is taken out of the count.
import { packById } from './built-in-packs';
import { countDue } from './count';
import { endPause, mayPause, mayResume } from './pauses';
import type { RunningClock } from './running';

const disclosure = packById('disclosure-regulations')!.rules[0]!;
const release = packById('xinxing-2017')!.rules[0]!;
const at = (day: string) => new Date(`${day}T02:00:00Z`).toISOString();
const clock: RunningClock = { startAt: at('2026-03-02'), dueAt: at('2026-03-30') };
const ask = { clock, rule: disclosure, reason: '征求第三方意见', now: at('2026-03-10') };

const cases: [string, Partial<typeof ask>, string][] = [
  ['as the pack allows', {}, 'ok'],
  ['a pack that names nothing', { rule: release }, 'duty.not-pausable'],
  ['no reason', { reason: ' ' }, 'duty.reason-needed'],
  ['twice', { clock: { ...clock, pausedAt: at('2026-03-09') } }, 'duty.paused'],
  ['after the breach', { now: at('2026-03-31') }, 'duty.already-breached'],
  ['when it is met', { clock: { ...clock, stoppedAt: at('2026-03-05') } }, 'duty.settled'],
];
test.each(cases)('%s', (_name, part, expected) => {
  const answer = mayPause({ ...ask, ...part });
  expect('refused' in answer ? answer.refused.code : 'ok').toBe(expected);
});

test('it runs again only when it stands still', () => {
  expect(mayResume({ ...clock, pausedAt: at('2026-03-09') })).toEqual({ ok: true });
  expect(mayResume(clock)).toMatchObject({ refused: { code: 'duty.not-paused' } });
});

const days = { kind: 'working-days', days: 5 } as const;
const counts: [string, string, string, string][] = [
  ['sent and answered on one day: nothing is taken out', '2026-03-04', '2026-03-04', '2026-03-09'],
  ['sent one day, answered the next: that one is', '2026-03-04', '2026-03-05', '2026-03-10'],
  ['over a weekend: its working day alone', '2026-03-06', '2026-03-09', '2026-03-10'],
  ['two weeks', '2026-03-04', '2026-03-18', '2026-03-23'],
];
test.each(counts)('working days, %s', (_name, from, to, due) => {
  const counted = countDue(days, at('2026-03-02'), undefined, [{ from: at(from), to: at(to) }]);
  expect(counted.dueAt).toBe(`${due}T15:59:59.000Z`);
  expect(counted.lines.some(({ zh }) => zh.includes('暂停计时，不计'))).toBe(from !== to);
});

test('running hours come to the same length without the pause', () => {
  const counted = countDue({ kind: 'running', hours: 5 }, at('2026-03-02'), undefined, [
    { from: '2026-03-02T03:00:00.000Z', to: '2026-03-02T04:30:00.000Z' },
  ]);
  expect(counted.dueAt).toBe('2026-03-02T08:30:00.000Z');
});

test('what an approver had granted moves with the pause', () => {
  const open = { from: at('2026-03-04'), to: null, by: '陈立', reason: '征求意见' };
  const granted = { to: '2026-04-01T15:59:59.000Z', by: '陈立', reason: '案情复杂' };
  const end = (kind: 'running' | 'working-days') =>
    endPause({ pauses: [open], extensions: [granted] }, '2026-03-06T20:00:00.000Z', kind);
  expect(end('working-days').extensions[0]?.to).toBe('2026-04-04T15:59:59.000Z');
  expect(end('running').extensions[0]?.to).toBe('2026-04-04T09:59:59.000Z');
  expect(end('running').pauses[0]?.to).toBe('2026-03-06T20:00:00.000Z');
});
