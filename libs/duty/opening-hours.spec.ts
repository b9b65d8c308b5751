// Opening hours: used up only while the office is open, over nights, holidays, make-up days and pauses; to the second.
import { countDue } from './count';
import { addOpeningHours } from './opening-hours';
import type { OpeningSpan } from './packs';

const office: OpeningSpan[] = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '17:30' },
];
const beijing = (text: string) => new Date(`${text}+08:00`).toISOString();

const cases: [string, string, number, string][] = [
  ['within the morning', '2026-03-03T09:30:00', 2, '2026-03-03T11:30:00'],
  ['over lunch', '2026-03-03T11:00:00', 2, '2026-03-03T15:00:00'],
  ['asked during lunch', '2026-03-03T12:40:00', 1, '2026-03-03T15:00:00'],
  ['asked before it opens', '2026-03-03T06:00:00', 3, '2026-03-03T12:00:00'],
  ['asked after it has closed', '2026-03-03T18:00:00', 1, '2026-03-04T10:00:00'],
  ['to the last second of the day', '2026-03-03T09:00:00', 6, '2026-03-03T17:00:00'],
  ['a day and a half hour', '2026-03-03T09:00:00', 7, '2026-03-04T09:30:00'],
  ['over a weekend', '2026-03-06T16:30:00', 2, '2026-03-09T10:00:00'],
  ['over National Day, a make-up Saturday counts', '2026-10-09T16:30:00', 2, '2026-10-10T10:00:00'],
  ['over the whole holiday', '2026-09-30T17:00:00', 1, '2026-10-08T09:30:00'],
];
test.each(cases)('%s', (_name, from, n, due) => {
  expect(addOpeningHours(beijing(from), n, office).dueAt).toBe(beijing(due));
});

test('each day says what it gave', () => {
  const { lines } = addOpeningHours(beijing('2026-09-30T17:00:00'), 4, office);
  expect(lines[0]?.zh).toBe('2026-09-30 周三 · 工作日 · 计30分，累计30分');
  expect(lines[1]?.zh).toBe('2026-10-01 周四 · 国庆节放假 · 不计');
  expect(lines.at(-1)).toEqual({
    zh: '2026-10-08 周四 · 工作日 · 计3小时30分，累计4小时',
    en: '2026-10-08 Thu · working day · counts 3 h 30 min, 4 h in all',
  });
});

test('the same by the second: every start of a week, against a count of open seconds', () => {
  const isOpen = (ms: number) => {
    const day = new Date(ms + 8 * 3_600_000);
    const minute = day.getUTCHours() * 60 + day.getUTCMinutes();
    const works = day.getUTCDay() > 0 && day.getUTCDay() < 6;
    return works && ((minute >= 540 && minute < 720) || (minute >= 840 && minute < 1050));
  };
  const begin = Date.parse(beijing('2026-03-02T00:00:00'));
  for (let minute = 0; minute < 7 * 1440; minute += 97) {
    const start = begin + minute * 60_000;
    let left = 9 * 60;
    let at = start;
    for (; left > 0; at += 60_000) if (isOpen(at)) left -= 1;
    expect(addOpeningHours(new Date(start).toISOString(), 9, office).dueAt).toBe(new Date(at).toISOString());
  }
});

test('paused time gives nothing, and a year without a notice is told', () => {
  const within = { kind: 'opening-hours', hours: 2, open: office } as const;
  const pause = { from: beijing('2026-03-03T10:00:00'), to: beijing('2026-03-04T11:00:00') };
  expect(countDue(within, beijing('2026-03-03T09:00:00'), undefined, [pause]).dueAt).toBe(
    beijing('2026-03-04T12:00:00'),
  );
  const over = countDue(within, beijing('2026-12-31T17:00:00'));
  expect(over.leansOnUnpublished).toEqual([2027]);
  expect(over.lines.at(-1)?.zh).toContain('2027年放假安排尚未公布');
});

test('nonsense is refused', () => {
  const from = beijing('2026-03-03T09:00:00');
  for (const n of [0, 1.5, 9000]) expect(() => addOpeningHours(from, n, office)).toThrow(RangeError);
  for (const spans of [
    [],
    [{ from: '9:00', to: '12:00' }],
    [{ from: '12:00', to: '09:00' }],
    [...office].reverse(),
  ])
    expect(() => addOpeningHours(from, 1, spans)).toThrow(RangeError);
});
