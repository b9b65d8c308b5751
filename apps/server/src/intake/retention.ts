// Erases originals and texts whose time is over, and the keys that nothing needs: the words go, their keyed digest and the fact of it stay.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { system } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Keeps } from '../platform/keeps';
import { Keyring } from '../platform/keyring';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { type Erased, OriginalStore } from './original.store';
import { HEAD_BYTES, headOf, keyName } from './seal';
import { type Aged, TextStore } from './text.store';

const DAY_MS = 24 * 3600_000;
const AT_ONCE = 2000;

@Injectable()
export class Retention {
  private doneOn = '';

  constructor(
    private readonly store: OriginalStore,
    private readonly texts: TextStore,
    private readonly keeps: Keeps,
    private readonly keyring: Keyring,
    private readonly commit: Commit,
    private readonly now: Now,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Once a day; asked every hour, so that a machine that sleeps at night does not miss it. */
  @Cron('0 25 * * * *')
  async daily(): Promise<void> {
    const today = this.now.at().toISOString().slice(0, 10);
    if (this.doneOn === today) return;
    try {
      await this.erase();
      await this.eraseTexts();
      await this.destroyKeys();
      this.doneOn = today;
    } catch (err) {
      log.error({ err }, 'what is past its time could not be erased; it is tried again in an hour');
    }
  }

  /** Erases what is past its time, in small transactions with a fact each. Returns how many; 0 where no limit is set. */
  async erase(): Promise<number> {
    const { originalDays: days } = this.config;
    if (days === null) return 0;
    const before = new Date(this.now.at().getTime() - days * DAY_MS);
    let count = 0;
    for (const jurisdictionId of await this.store.jurisdictions()) {
      for (let gone = AT_ONCE; gone >= AT_ONCE; count += gone)
        gone = await this.eraseSome(jurisdictionId, before, days);
    }
    return count;
  }

  private eraseSome(jurisdictionId: string, before: Date, days: number): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const erased = await this.store.erase(tx, jurisdictionId, before, at, AT_ONCE);
      if (erased.length === 0) return { value: 0, facts: [] };
      const subject = { type: 'jurisdiction', id: jurisdictionId };
      const body = {
        count: erased.length,
        days,
        before: before.toISOString(),
        digest: digestOf(erased),
      };
      return {
        value: erased.length,
        facts: [fact('original.erased', system, subject, jurisdictionId, body)],
      };
    });
  }

  /** Erases masked texts past their time, save those that a later stage still needs. Returns how many. */
  async eraseTexts(): Promise<number> {
    const { textDays: days } = this.config;
    if (days === null) return 0;
    const before = new Date(this.now.at().getTime() - days * DAY_MS);
    let count = 0;
    for (const jurisdictionId of await this.store.jurisdictions()) {
      let last: Aged | null = null;
      do {
        const done: { last: Aged | null; count: number } = await this.eraseTextsAfter(
          jurisdictionId,
          before,
          days,
          last,
        );
        last = done.last;
        count += done.count;
      } while (last !== null);
    }
    return count;
  }

  private eraseTextsAfter(jurisdictionId: string, before: Date, days: number, after: Aged | null) {
    return this.commit.commit(async (tx, at) => {
      const aged = await this.texts.aged(tx, jurisdictionId, before, after, AT_ONCE);
      const ids = aged.map(({ id }) => id);
      const kept = ids.length ? await this.keeps.among(tx, ids) : new Set<string>();
      const gone = aged.filter(({ id }) => !kept.has(id));
      const value = { last: aged.at(-1) ?? null, count: gone.length };
      const [first, newest] = [gone[0], gone.at(-1)];
      if (!first || !newest) return { value, facts: [] };
      await this.texts.erase(
        tx,
        gone.map(({ id }) => id),
        at,
      );
      const body = {
        count: gone.length,
        days,
        before: before.toISOString(),
        firstAt: first.receivedAt.toISOString(),
        lastAt: newest.receivedAt.toISOString(),
        digest: digestOf(gone),
      };
      const subject = { type: 'jurisdiction', id: jurisdictionId };
      return { value, facts: [fact('text.erased', system, subject, jurisdictionId, body)] };
    });
  }

  /**
   * Destroys the keys of past months of which no sealed original is left. Returns the months. A month counts as past a
   * day after its end, so that nobody still seals with its key.
   */
  async destroyKeys(): Promise<string[]> {
    const { originalDays, textDays } = this.config;
    if (originalDays === null && textDays === null) return [];
    const now = new Date(this.now.at().getTime() - DAY_MS).toISOString().slice(0, 7);
    const past = (names: readonly string[]) =>
      names
        .flatMap((name) => /^original:(\d{4}-\d{2})$/.exec(name)?.[1] ?? [])
        .filter((month) => month < now);
    if (past(await this.texts.monthKeys()).length === 0) return [];
    const months = await this.commit.commit(async (tx) => {
      const candidates = past(await this.keyring.alone(tx));
      const heads = await this.texts.sealedHeads(tx, HEAD_BYTES);
      const idle = candidates.filter((month) => !heads.has(headOf(month)));
      if (idle.length > 0) await this.keyring.destroy(tx, idle.map(keyName));
      const facts = idle.map((month) =>
        fact('original.key-destroyed', system, { type: 'key', id: keyName(month) }, null, { month }),
      );
      return { value: idle, facts };
    });
    if (months.length > 0)
      await this.keyring
        .scrub()
        .catch((err) => log.warn({ err }, 'deleted keys stay in the database file until it is vacuumed'));
    return months;
  }
}

function digestOf(erased: readonly Pick<Erased, 'fingerprint'>[]): string {
  const digest = createHash('sha256');
  for (const { fingerprint } of erased) digest.update(fingerprint);
  return digest.digest('hex');
}
