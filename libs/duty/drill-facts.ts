// The facts of drills: they name the drill and nothing of the real record; what alerts says that it is a drill.
import type { Level } from '#understanding';
import type { LadderStart, RungTarget } from './ladder';
import type { NoticeKind } from './running';

type OfClock = { drillId: string; clockId: string; duty: string };
type Called = { dutyName: { zh: string; en: string } };
export type DrillFacts = {
  'drill.prepared': { drillId: string; digest: string; people: number };
  'drill.started': { drillId: string; speed: number; level: Level; clocks: number; toOfficerIds: string[] };
  /** A message of the script was given out; `n` is its place. */
  'drill.injected': { drillId: string; n: number; digest: string; toOfficerIds: string[] };
  'drill.clock-opened': OfClock & { dueAt: string };
  /** `drillAt` is in the drill's own time. */
  'drill.noticed': OfClock & Called & { notice: NoticeKind; drillAt: string; toOfficerIds: string[] };
  'drill.escalated': OfClock & Called & { toOfficerId: string | null; toOfficerIds: string[] };
  /** A step of the ladder, climbed in the drill's own time; rung 0: an acknowledgement ran out. Nobody told: `words` say why. */
  'drill.escalated.2': OfClock &
    Called & {
      since: LadderStart;
      rung: number;
      repeat: number;
      target: RungTarget | null;
      drillAt: string;
      words: { zh: string; en: string };
      toOfficerIds: string[];
    };
  'drill.taken-up': OfClock;
  'drill.acknowledged': OfClock;
  /** A text given out in play; how many clocks it answered, and how many of those late. */
  'drill.released': { drillId: string; form: string; digest: string; met: number; late: number };
  'drill.responded': { drillId: string; n: number; digest: string };
  'drill.ended': { drillId: string; digest: string; toOfficerIds: string[] };
  'drill.dropped': { drillId: string };
};
