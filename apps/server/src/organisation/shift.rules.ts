// What makes a shift impossible: it ends before it begins, lies in the past, overlaps another of the same officer, or its officer has left.
import { overlapping, type ShiftPart, type Span, shanghaiTime } from '#organisation';
import { conflict, invalid, type Refusal } from '../platform/problem';

export type WantedShift = Span & { id?: string; officerId: string; part: ShiftPart };
type Known = {
  officers: readonly { id: string; name: string; active: boolean }[];
  /** Their other shifts, at any desk. */
  others: readonly (Span & { id?: string; officerId: string; deskName: string })[];
  now: string;
};
type Fault = { code: string; zh: string; en: string };
const MOST_MS = 7 * 24 * 3_600_000;

/** The same shift with its instants as `toISOString` writes them. */
export const plain = <S extends Span>(shift: S): S => ({
  ...shift,
  from: new Date(shift.from).toISOString(),
  to: new Date(shift.to).toISOString(),
});

/**
 * Every fault of the shifts that are wanted, each with its place in the list.
 * @throws Refusal 422 with the first fault's code (`shift.backwards`, `shift.too-long`, `shift.past`, `shift.no-officer`,
 * `shift.officer-left`, `shift.overlaps`) and all of them in `errors`
 */
export function mustBePossible(wanted: readonly WantedShift[], known: Known): void {
  const faults = wanted.flatMap((shift, n) => {
    const fault = faultOf(shift, wanted.slice(0, n), known);
    return fault ? [{ ...fault, n }] : [];
  });
  const [first] = faults;
  if (!first) return;
  const more =
    faults.length > 1
      ? {
          zh: `（另有 ${faults.length - 1} 个班次有误）`,
          en: ` (${faults.length - 1} more shifts are at fault)`,
        }
      : { zh: '', en: '' };
  throw invalid(
    first.code,
    first.zh + more.zh,
    first.en + more.en,
    faults.map(({ n, zh }) => ({ path: `body.shifts.${n}`, message: zh })),
  );
}

/** The first fault of one shift, null where it is possible; `earlier`: those wanted before it in the same act. */
export function faultOf(shift: WantedShift, earlier: readonly WantedShift[], known: Known): Fault | null {
  const { from, to, officerId } = shift;
  if (to <= from)
    return { code: 'shift.backwards', zh: '班次的结束须晚于开始。', en: 'A shift must end after it begins.' };
  if (Date.parse(to) - Date.parse(from) > MOST_MS)
    return {
      code: 'shift.too-long',
      zh: '一个班次最长七天，请检查日期。',
      en: 'A shift lasts seven days at the most; check the dates.',
    };
  if (to <= known.now)
    return {
      code: 'shift.past',
      zh: '不能补排已经过去的班次。',
      en: 'A shift that has passed cannot be put on the roster afterwards.',
    };
  const officer = known.officers.find(({ id }) => id === officerId);
  if (!officer)
    return {
      code: 'shift.no-officer',
      zh: '该辖区没有这个人员。',
      en: 'There is no such officer in that jurisdiction.',
    };
  if (!officer.active)
    return {
      code: 'shift.officer-left',
      zh: `${officer.name}已离岗，不能排班。`,
      en: `${officer.name} has left and cannot be put on the roster.`,
    };
  const [clash] = [...overlapping(shift, known.others), ...overlapping(shift, earlier)];
  if (!clash) return null;
  const when = `${shanghaiTime(clash.from)} – ${shanghaiTime(clash.to)}`;
  const desk = 'deskName' in clash ? { zh: `在“${clash.deskName}”`, en: ` at ${clash.deskName}` } : null;
  return {
    code: 'shift.overlaps',
    zh: `${officer.name}${desk?.zh ?? ''}已有班次 ${when}，与之重叠。`,
    en: `${officer.name} already has a shift${desk?.en ?? ''}, ${when}, that overlaps.`,
  };
}

export const shiftOver = (): Refusal =>
  conflict('shift.over', '班次已结束，不能再改。', 'The shift has ended and stays as it was.');
export const shiftBegun = (): Refusal =>
  conflict(
    'shift.begun',
    '班次已开始，不能取消；可以换人，或把结束时间提前。',
    'The shift has begun and cannot be taken off; hand it to another or let it end earlier.',
  );
