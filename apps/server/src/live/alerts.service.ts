// Alerts as a list, and their acknowledgement.
import { Injectable } from '@nestjs/common';
import type { Alert, Answer, Input } from '#contract';
import { notPermitted, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { acknowledge, listAlerts, oneAlert, readHead } from './alerts.store';

@Injectable()
export class AlertService {
  constructor(
    private readonly db: Database,
    private readonly now: Now,
  ) {}

  async list(who: Principal, query: Input<'alerts.list'>['query']): Promise<Answer<'alerts.list'>> {
    const { cursor, limit, kind, severity } = query;
    const before = readCursor(cursor, 1);
    // The head first: what comes in between is then after it, and the stream brings it.
    const { seq } = await readHead(this.db, who.jurisdictionId);
    const rows = await listAlerts(this.db, who.jurisdictionId, { before, kind, severity, limit });
    return {
      ...pageOf(
        rows,
        limit,
        (row) => [row.seq],
        (row) => row,
      ),
      seq,
    };
  }

  /** @throws Refusal 403 for machines, and for the auditor, who reads all and changes nothing */
  async acknowledge(who: Principal, seq: number): Promise<Alert> {
    if (who.kind !== 'officer' || who.roles.includes('auditor')) throw notPermitted();
    return this.db.transaction(async (tx) => {
      await acknowledge(tx, who.jurisdictionId, seq, who.name, this.now.at());
      const alert = await oneAlert(tx, who.jurisdictionId, seq);
      if (!alert) throw notFound();
      return alert;
    });
  }
}
