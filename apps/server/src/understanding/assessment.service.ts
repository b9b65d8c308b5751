// Assessments as people read them: each decision on an incident, and whether it can still be taken back; and its numbers over time.
import { Injectable } from '@nestjs/common';
import type { Answer, Assessment, Input, TollRow } from '#contract';
import { tolls } from '#understanding';
import type { Principal } from '../platform/access';
import { pageOf, readInstantCursor } from '../platform/page';
import { standsBecause } from './assessment.acts';
import type { AssessmentRow, Stood } from './assessment.row';
import { type AssessmentFound, AssessmentStore } from './assessment.store';
import { IncidentListService } from './incident-list.service';
import { TollStore } from './toll.store';

@Injectable()
export class AssessmentService {
  constructor(
    private readonly store: AssessmentStore,
    private readonly tolls: TollStore,
    private readonly lists: IncidentListService,
  ) {}

  async list(
    who: Principal,
    incidentId: string,
    { cursor, limit }: Input<'incidents.assessments'>['query'],
  ): Promise<Answer<'incidents.assessments'>> {
    await this.lists.read(who, incidentId);
    const rows = await this.store.list(incidentId, readInstantCursor(cursor), limit);
    return pageOf(rows, limit, (row) => [row.at.toISOString(), row.id], viewOf);
  }

  /** Who said what when of its dead, hurt, missing … */
  async told(who: Principal, incidentId: string): Promise<Answer<'incidents.tolls'>> {
    await this.lists.read(who, incidentId);
    const told = await this.tolls.told(incidentId);
    const byId = new Map(told.map((one) => [one.messageId, one]));
    const withSource = <T extends { messageId: string }>(one: T) => {
      const { channel, sourceName } = byId.get(one.messageId)!;
      return { ...one, channel, sourceName };
    };
    const rows: TollRow[] = tolls(told).map((row) => ({
      ...row,
      latest: withSource(row.latest),
      sayings: row.sayings.map(withSource),
    }));
    return { rows };
  }
}

/** What messages coming or going keep of before is for undoing; they set nothing. */
const carrying: readonly AssessmentRow['act'][] = ['split', 'move', 'take-in'];
const saidOf = (act: AssessmentRow['act'], { level, title, place }: Stood) =>
  carrying.includes(act) ? null : ((act === 'place' ? place : (level ?? title)) ?? null);

function viewOf(row: AssessmentFound): Assessment {
  const why = standsBecause(row, row.incident, row.other, row.left);
  return {
    id: row.id,
    incidentId: row.incidentId,
    act: row.act,
    at: row.at.toISOString(),
    by: row.byName,
    reason: row.reason,
    from: row.fromName ?? saidOf(row.act, row.before),
    to: row.toName ?? saidOf(row.act, row.after),
    other: row.other && { id: row.other.id, title: row.other.title, state: row.other.state },
    messages: row.messages,
    undone: row.undoneAt && {
      at: row.undoneAt.toISOString(),
      by: row.undoneBy ?? '',
      reason: row.undoneReason,
    },
    stands: why && { zh: why.zh, en: why.en },
  };
}
