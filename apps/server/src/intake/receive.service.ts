// The one way in: every channel's messages are masked, sealed, told apart from repeats and stored, with one fact a batch.
import { Injectable } from '@nestjs/common';
import { Commit, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { unhurried } from '../platform/unhurried';
import { publishedKeys } from './alike.service';
import { Identity } from './identity';
import { type Incoming, mask } from './mask';
import { NumbersApart } from './numbers-apart';
import {
  firstOfEach,
  type MaskedRow,
  type Receipt,
  type Receiving,
  type Row,
  receiptsOf,
} from './receive.parts';
import { ReceiveStore } from './receive.store';
import { furtherRows, saysNothingNew } from './revise.parts';
import { Seal } from './seal';
import { type Sorted, Storing } from './storing';

/** `batchId`: the first batch that brought something new; null when all was known. */
export type Received = {
  batchId: string | null;
  receipts: Receipt[];
  /** Names that were not known at this door. */
  sightings: number;
};
/** What else belongs in the same transaction: a caller's own progress, with its facts. */
export type Alongside = {
  before?: (tx: Tx, at: Date) => Promise<void>;
  after?: (tx: Tx, at: Date, receipts: readonly Receipt[]) => Promise<NewFact[]>;
};

const TRIES = 3;
/** PostgreSQL broke a circle of waiting: nothing was changed, and a second try will not meet it. */
const DEADLOCK = '40P01';

@Injectable()
export class ReceiveService {
  constructor(
    private readonly commit: Commit,
    private readonly store: ReceiveStore,
    private readonly identity: Identity,
    private readonly storing: Storing,
    private readonly seal: Seal,
    private readonly now: Now,
    private readonly numbers: NumbersApart,
  ) {}

  /**
   * Takes checked messages in, up to 1,000 a call. Repeats are harmless: the same name at the same door, or the same
   * words anywhere in the jurisdiction, give the message that is already there. A known name that says something else
   * gives that message a revision.
   * @returns a receipt for each message, in order
   */
  async receive(receiving: Receiving, alongside: Alongside = {}): Promise<Received> {
    const sorted = await this.sort(receiving);
    const { rows, fresh, again, heard } = sorted;
    if (fresh.length + again.length === 0 && !alongside.before && !alongside.after)
      return { batchId: null, receipts: receiptsOf(rows, heard, new Set(), new Set()), sightings: 0 };
    await this.seal.prepare(this.now.at());
    return this.again(() =>
      this.commit.commit(async (tx, at) => {
        await alongside.before?.(tx, at);
        const { facts, ...value } = await this.takeIn(tx, at, receiving, sorted);
        const further = (await alongside.after?.(tx, at, value.receipts)) ?? [];
        return { value, facts: [...facts, ...further] };
      }),
    );
  }

  /** What `look` sees where `receive` has done its work; all of it is undone, and no fact is appended. */
  async rehearse<T>(
    receiving: Receiving,
    look: (tx: Tx, receipts: readonly Receipt[]) => Promise<T>,
  ): Promise<T> {
    const sorted = await this.sort(receiving);
    await this.seal.prepare(this.now.at());
    return this.again(() =>
      this.commit.rehearse(async (tx, at) =>
        look(tx, (await this.takeIn(tx, at, receiving, sorted)).receipts),
      ),
    );
  }

  /** What of it is new, what says something new of a message that is there, and what was heard before. */
  private async sort(receiving: Receiving): Promise<Sorted & { rows: readonly Row[] }> {
    const named = await this.identity.of(receiving.messages, receiving.origin);
    const rows = receiving.numbersApart ? await this.numbers.apart(receiving.jurisdictionId, named) : named;
    const keys = rows.map((row) => row.key);
    const known = await this.store.sighted(null, receiving.jurisdictionId, keys);
    const heard = new Map([...known].map(([key, { messageId }]) => [key, messageId]));
    const fresh = await masked(firstOfEach(rows.filter((row) => !known.has(row.called))));
    const again = await masked(
      furtherRows(rows, known).filter((row) => {
        const seen = known.get(row.called);
        return !seen || !saysNothingNew(row, seen);
      }),
    );
    return { rows, fresh, again, heard };
  }

  private async takeIn(
    tx: Tx,
    at: Date,
    receiving: Receiving,
    sorted: Sorted & { rows: readonly Row[] },
  ): Promise<Received & { facts: NewFact[] }> {
    const stored = await this.storing.storeRows(tx, at, receiving, sorted);
    const ids = new Map([...sorted.heard, ...stored.ids]);
    const receipts = receiptsOf(sorted.rows, ids, stored.received, stored.revised);
    const { batchId, sightings, facts } = stored;
    return { batchId, receipts, sightings, facts };
  }

  /** Under which name a message would be stored, and the message that is already there in its place; changes nothing. */
  async wouldBe(
    jurisdictionId: string,
    message: Incoming,
    origin: string,
  ): Promise<{ externalId: string | null; knownId: string | null }> {
    const [row] = await this.identity.of([message], () => origin);
    const { key, print, name } = row!;
    return { externalId: name, knownId: await this.store.behind(jurisdictionId, key, print) };
  }

  private async again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (cause) {
        if ((cause as { code?: unknown }).code !== DEADLOCK || attempt === TRIES) throw cause;
      }
    }
  }
}

const masked = (rows: readonly Row[]): Promise<MaskedRow[]> =>
  unhurried(rows, (row) => {
    const safe = mask(row.message);
    const { keys, address } = publishedKeys(row, safe);
    return { masked: safe, keys, address, ...row };
  });
