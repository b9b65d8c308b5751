// Who is on duty, who stands in, which shifts overlap: told as tables.
import { actingFor, onDutyAt, overlapping, type People, type Shift } from './roster';

const officers = ['甲', '乙', '丙', '丁'].map((name) => ({
  id: name,
  name: `${name}某`,
  active: name !== '丁',
}));
const away = (officerId: string, from: string, to: string | null, standInId: string | null = null) => ({
  ...{ officerId, standInId },
  from: at(from),
  to: to === null ? null : at(to),
});
const at = (time: string) => `2026-12-${time}:00.000Z`;
const people = (part: Partial<People>): People => ({ officers, absences: [], standIns: [], ...part });
const shift = (id: string, officerId: string, from: string, to: string, part: Shift['part'] = 'duty') => ({
  ...{ id, officerId, part, deskId: '台' },
  from: at(from),
  to: at(to),
});
const standsIn = (officerId: string, ...ids: string[]) =>
  ids.map((standInId, rank) => ({ officerId, standInId, rank }));

describe('who acts for an officer', () => {
  const cases: [string, string, Partial<People>, string, string | null, string][] = [
    ['themselves, in post and not away', '甲', {}, '01T08:00', '甲', ''],
    [
      'themselves, before the absence begins',
      '甲',
      { absences: [away('甲', '02T00:00', null)] },
      '01T23:59',
      '甲',
      '',
    ],
    [
      'themselves, from the instant it ends',
      '甲',
      { absences: [away('甲', '01T00:00', '02T00:00')] },
      '02T00:00',
      '甲',
      '',
    ],
    [
      'nobody, away and no stand-in named',
      '甲',
      { absences: [away('甲', '01T00:00', null)] },
      '01T00:00',
      null,
      '没有登记替岗人',
    ],
    [
      'the first stand-in',
      '甲',
      { absences: [away('甲', '01T00:00', null)], standIns: standsIn('甲', '丙', '乙') },
      '05T00:00',
      '丙',
      '由丙某替岗',
    ],
    [
      'the one named for this absence before all others',
      '甲',
      { absences: [away('甲', '01T00:00', null, '乙')], standIns: standsIn('甲', '丙') },
      '05T00:00',
      '乙',
      '由乙某替岗',
    ],
    [
      'the second stand-in where the first is away',
      '甲',
      {
        absences: [away('甲', '01T00:00', null), away('丙', '04T00:00', '06T00:00')],
        standIns: standsIn('甲', '丙', '乙'),
      },
      '05T00:00',
      '乙',
      '替岗',
    ],
    [
      'nobody where all are away or have left',
      '甲',
      {
        absences: [away('甲', '01T00:00', null), away('乙', '01T00:00', null)],
        standIns: standsIn('甲', '丁', '乙'),
      },
      '05T00:00',
      null,
      '也都不在岗',
    ],
    ['the stand-in of one who left', '丁', { standIns: standsIn('丁', '甲') }, '01T00:00', '甲', '已离岗'],
    ['nobody for one who left without a stand-in', '丁', {}, '01T00:00', null, '已离岗'],
    [
      'not the stand-in of a stand-in',
      '甲',
      {
        absences: [away('甲', '01T00:00', null), away('乙', '01T00:00', null)],
        standIns: [...standsIn('甲', '乙'), ...standsIn('乙', '丙')],
      },
      '01T08:00',
      null,
      '不在岗',
    ],
  ];
  it.each(cases)('%s', (_, officerId, part, time, expected, says) => {
    const acting = actingFor(officerId, people(part), at(time));
    expect(acting.officerId).toBe(expected);
    expect(acting.reason?.zh ?? '').toContain(says);
    expect(acting.insteadOf).toBe(expected === officerId ? null : officerId);
  });
});

describe('who is on duty', () => {
  const shifts = [
    shift('早', '甲', '01T00:00', '01T08:00'),
    shift('晚', '乙', '01T08:00', '01T16:00'),
    shift('带班', '丙', '01T00:00', '02T00:00', 'leader'),
    shift('离岗者', '丁', '01T12:00', '01T14:00'),
  ];
  const on = (time: string, part: Partial<People> = {}) => onDutyAt(shifts, people(part), at(time));
  it('the shift that runs, and the leader after it; at the change the next one', () => {
    expect(on('01T07:59').people.map((one) => [one.officerId, one.part])).toEqual([
      ['甲', 'duty'],
      ['丙', 'leader'],
    ]);
    expect(on('01T08:00').people[0]).toMatchObject({ officerId: '乙', until: at('01T16:00') });
    expect(on('02T00:00')).toEqual({ people: [], unfilled: [] });
  });
  it('one who has left is not on duty, and the shift is told as unfilled', () => {
    const found = on('01T13:00');
    expect(found.people.map((one) => one.officerId)).toEqual(['乙', '丙']);
    expect(found.unfilled).toMatchObject([{ shiftId: '离岗者', officerId: '丁' }]);
  });
  it('who stands in is named with whose shift it is, and only once', () => {
    const found = on('01T09:00', {
      absences: [away('乙', '01T00:00', null)],
      standIns: standsIn('乙', '丙'),
    });
    expect(found.people).toHaveLength(1);
    expect(found.people[0]).toMatchObject({ officerId: '丙', insteadOf: '乙', part: 'duty' });
  });
});

it('shifts of one officer overlap when they share an instant; back to back they do not, and never with itself', () => {
  const kept = [shift('一', '甲', '01T00:00', '01T08:00'), shift('二', '乙', '01T00:00', '01T08:00')];
  const of = (from: string, to: string, id = '新', who = '甲') =>
    overlapping(shift(id, who, from, to), kept).map((one) => one.id);
  expect(of('01T08:00', '01T16:00')).toEqual([]);
  expect(of('01T07:59', '01T16:00')).toEqual(['一']);
  expect(of('01T02:00', '01T03:00')).toEqual(['一']);
  expect(of('01T02:00', '01T03:00', '一')).toEqual([]);
  expect(of('01T02:00', '01T03:00', '新', '丙')).toEqual([]);
});
