// What people do with partners: add, change, pause, replace the secret, try, remove.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer, Input, Partner } from '#contract';
import { newWebhookSecret } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { notFound } from '../platform/problem';
import { SecretBox } from '../platform/secret-box';
import { webAddress } from '../platform/web-address';
import { readJurisdiction } from './cards.store';
import { DeliverService } from './deliver.service';
import { DeliveryStore } from './delivery.store';
import type { PartnerRow } from './partner.row';
import { PartnerStore } from './partner.store';
import { deliveryView, partnerView } from './partner.view';
import { pingOf } from './told';

type Change = Input<'partners.change'>['body'];
const EARLIER_SIGNS_MS = 24 * 3600_000;

@Injectable()
export class PartnerService {
  constructor(
    private readonly store: PartnerStore,
    private readonly deliveries: DeliveryStore,
    private readonly delivering: DeliverService,
    private readonly box: SecretBox,
    private readonly commit: Commit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(who: Principal): Promise<Partner[]> {
    const rows = await this.store.list(who.jurisdictionIds);
    const counts = await this.store.counts(rows.map(({ id }) => id));
    return rows.map((row) => partnerView(row, counts.get(row.id)));
  }

  /** A new partner with its secret, which is never to be seen again. */
  async add(who: Principal, input: Input<'partners.add'>['body']): Promise<Answer<'partners.add'>> {
    const url = webAddress(input.url, 'partner');
    const id = randomUUID();
    const secret = newWebhookSecret();
    const kinds = [...new Set(input.kinds)];
    return this.commit.commit(async (tx, at) => {
      const row: PartnerRow = {
        ...input,
        id,
        kinds,
        url: url.href,
        jurisdictionId: who.jurisdictionId,
        secret: this.box.seal(id, secret),
        earlierSecret: null,
        earlierUntil: null,
        paused: false,
        failingToldAt: null,
        createdAt: at,
        removedAt: null,
      };
      await this.store.add(tx, row);
      const body = { partnerId: id, name: input.name, kind: input.kind, host: url.host, kinds };
      return {
        value: { ...partnerView(row), secret },
        facts: [fact('partner.added', actorOf(who), { type: 'partner', id }, row.jurisdictionId, body)],
      };
    });
  }

  async change(who: Principal, id: string, change: Change): Promise<Partner> {
    const wanted: Change = {
      ...change,
      ...(change.url === undefined ? {} : { url: webAddress(change.url, 'partner').href }),
    };
    return this.act(who, id, async (tx, row) => {
      const changes = Object.fromEntries(
        Object.entries(wanted).filter(([name, value]) => !same(value, row[name as keyof PartnerRow])),
      ) as Partial<PartnerRow>;
      const changed = Object.keys(changes);
      if (changed.length === 0) return { row, facts: [] };
      await this.store.update(tx, id, changes);
      const after = { ...row, ...changes };
      // What waited while it was paused, or failed at the old address for now, is tried at once.
      if (!after.paused && (changes.paused === false || changes.url))
        await this.delivering.tryWaiting(tx, id);
      return { row: after, facts: [this.factOf(who, after, 'partner.changed', { changed })] };
    });
  }

  /** A new secret; for a day both sign, so that the partner can change over. */
  async rotate(who: Principal, id: string): Promise<Answer<'partners.rotate'>> {
    const secret = newWebhookSecret();
    const view = await this.act(who, id, async (tx, row, at) => {
      const earlierUntil = new Date(at.getTime() + EARLIER_SIGNS_MS);
      const changes = { secret: this.box.seal(id, secret), earlierSecret: row.secret, earlierUntil };
      await this.store.update(tx, id, changes);
      const until = earlierUntil.toISOString();
      return { row: { ...row, ...changes }, facts: [this.factOf(who, row, 'partner.rotated', { until })] };
    });
    return { ...view, secret };
  }

  async remove(who: Principal, id: string): Promise<void> {
    await this.act(who, id, async (tx, row, at) => {
      await this.store.update(tx, id, { removedAt: at, earlierSecret: null });
      await this.deliveries.drop(tx, id);
      return { row, facts: [this.factOf(who, row, 'partner.removed', {})] };
    });
  }

  /** Queues a trial message, sent like any other. */
  async ping(who: Principal, id: string): Promise<Answer<'partners.ping'>> {
    const deliveryId = randomUUID();
    await this.act(who, id, async (tx, row, at) => {
      const jurisdiction = await readJurisdiction(tx, row.jurisdictionId);
      const body = pingOf(at, { publicUrl: this.config.publicUrl, jurisdiction });
      const delivery = {
        id: deliveryId,
        partnerId: id,
        jurisdictionId: row.jurisdictionId,
        factSeq: null,
        kind: body.type,
        title: body.data.title,
        body: JSON.stringify(body),
      };
      await this.delivering.queue(tx, delivery, at);
      return { row, facts: [] };
    });
    const made = await this.deliveries.find(deliveryId);
    const partner = await this.store.find(id);
    if (!made || !partner) throw notFound();
    return deliveryView(made, partner.name);
  }

  /** Holds the partner, acts, and shows it as it then is. */
  private async act(
    who: Principal,
    id: string,
    work: (tx: Tx, row: PartnerRow, at: Date) => Promise<{ row: PartnerRow; facts: NewFact[] }>,
  ): Promise<Partner> {
    const row = await this.commit.commit(async (tx, at) => {
      const held = await this.store.hold(tx, id);
      inView(who, held?.jurisdictionId);
      if (!held) throw notFound();
      const done = await work(tx, held, at);
      return { value: done.row, facts: done.facts };
    });
    return partnerView(row, (await this.store.counts([id])).get(id));
  }

  private factOf<K extends 'partner.changed' | 'partner.rotated' | 'partner.removed'>(
    who: Principal,
    row: PartnerRow,
    kind: K,
    body: K extends 'partner.changed'
      ? { changed: string[] }
      : K extends 'partner.rotated'
        ? { until: string }
        : object,
  ): NewFact {
    const subject = { type: 'partner', id: row.id };
    return {
      kind,
      actor: actorOf(who),
      subject,
      jurisdictionId: row.jurisdictionId,
      body: { partnerId: row.id, ...body },
    } as NewFact;
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
