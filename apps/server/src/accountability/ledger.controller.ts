// The auditor's doors: the ledger, one entry's proof, checkpoints, the bundle; and an incident's timeline for those who lead.
import { Controller, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { inclusionProof, type LedgerEntry, nodesNeededForInclusion, stages } from '#accountability';
import type { Answer, Input as In, LedgerEntryView } from '#contract';
import { actorOf, inView, type Principal, Requires, Who } from '../platform/access';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { notFound } from '../platform/problem';
import { Input, Route } from '../platform/route';
import { BundleService } from './bundle.service';
import { CheckpointService } from './checkpoint.service';
import { type CheckpointRow, LedgerStore } from './ledger.store';
import { stageOf } from './stage-of';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const view = (entry: LedgerEntry) => entry as LedgerEntryView;
const checkpointView = (c: CheckpointRow) => ({
  size: Number(c.size),
  root: base64(c.root),
  at: c.at.toISOString(),
  text: c.text,
  places: c.places,
});

@Controller()
export class LedgerController {
  constructor(
    private readonly store: LedgerStore,
    private readonly checkpoints: CheckpointService,
    private readonly bundles: BundleService,
    private readonly now: Now,
  ) {}

  @Route('ledger.list')
  @Requires('ledger.read')
  async list(@Input() { query }: In<'ledger.list'>, @Who() who: Principal): Promise<Answer<'ledger.list'>> {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, 1);
    const rows = await this.store.list({
      ...filter,
      jurisdictionIds: who.jurisdictionIds,
      before: before ? Number(before[0]) : null,
      limit: limit + 1,
    });
    return pageOf(rows, limit, (e) => [e.seq], view);
  }

  @Route('ledger.checkpoints')
  @Requires('ledger.read')
  async listCheckpoints(): Promise<Answer<'ledger.checkpoints'>> {
    return {
      publicKey: this.checkpoints.publicKey,
      items: (await this.store.checkpoints()).map(checkpointView),
    };
  }

  @Route('ledger.seal')
  @Requires('ledger.export')
  async seal(@Who() who: Principal): Promise<Answer<'ledger.seal'>> {
    return checkpointView(await this.checkpoints.seal(actorOf(who)));
  }

  @Route('ledger.export')
  @Requires('ledger.export')
  async export(@Who() who: Principal, @Res({ passthrough: true }) res: Response): Promise<StreamableFile> {
    const stream = await this.bundles.zipped(actorOf(who));
    const day = this.now.at().toISOString().slice(0, 10);
    res.setHeader('Content-Disposition', `attachment; filename="wenying-ledger-${day}.zip"`);
    return new StreamableFile(stream, { type: 'application/zip' });
  }

  @Route('ledger.read')
  @Requires('ledger.read')
  async read(@Input() { params }: In<'ledger.read'>, @Who() who: Principal): Promise<Answer<'ledger.read'>> {
    const found = await this.store.read(params.seq);
    if (!found) throw notFound();
    if (found.entry.jurisdictionId) inView(who, found.entry.jurisdictionId);
    const sealed = await this.store.checkpointOver(params.seq);
    const size = sealed ? Number(sealed.size) : await this.store.size();
    const getNode = await this.store.nodes(nodesNeededForInclusion(params.seq - 1, size));
    const path = await inclusionProof(params.seq - 1, size, getNode);
    return {
      entry: view(found.entry),
      leafHash: base64(found.leafHash),
      size,
      // The root the checkpoint signed, not one computed anew: an altered tree must not prove itself.
      root: base64(sealed ? sealed.root : await this.checkpoints.rootOf(size)),
      path: path.map(base64),
      checkpoint: sealed?.text ?? null,
    };
  }

  @Route('incidents.timeline')
  @Requires('incident.read')
  async timeline(
    @Input() { params }: In<'incidents.timeline'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.timeline'>> {
    inView(who, await this.store.jurisdictionOfIncident(params.id));
    const [facts, beside] = await Promise.all([
      this.store.ofIncident(params.id),
      this.store.ofMattersBeside(params.id),
    ]);
    // The stages are the incident's own; a matter has its own pace.
    const spans = stages(facts, this.now.at().toISOString());
    const names = await this.store.departmentNames(
      spans.flatMap(({ holder }) => (holder?.kind === 'department' && holder.id ? [holder.id] : [])),
    );
    return {
      facts: [...facts, ...beside]
        .sort((a, b) => b.seq - a.seq)
        .map((f) => ({ ...view(f), stage: stageOf(f.kind) })),
      stages: spans.map((s) => ({
        stage: s.stage,
        at: s.at,
        until: s.until,
        holder: s.holder?.name ?? names.get(s.holder?.id ?? '') ?? null,
        ms: s.ms,
      })),
    };
  }
}
