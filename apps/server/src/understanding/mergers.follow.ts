// A department was merged into another: what is still open with it passes to what it is now; what is closed stays as it was.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { MergerStore } from './merger.store';

@Injectable()
export class MergersFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly store: MergerStore,
  ) {}

  onModuleInit(): void {
    this.follow.follow({
      stage: 'mergers',
      on: { 'department.merged': each((merged, tx) => this.merged(merged, tx)) },
    });
  }

  private async merged(
    { jurisdictionId, body: { departmentId, intoId } }: Fact<'department.merged'>,
    tx: Tx,
  ): Promise<NewFact[]> {
    const incidentIds = await this.store.incidents(tx, departmentId, intoId);
    const tasks = await this.store.tasks(tx, departmentId, intoId);
    if (incidentIds.length === 0 && tasks === 0) return [];
    const subject = { type: 'department', id: departmentId };
    const body = { departmentId, intoId, incidentIds, tasks };
    return [fact('incident.parties-merged', system, subject, jurisdictionId, body)];
  }
}
