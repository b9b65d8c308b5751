// Tells which published texts are already here under other words: the press only, for a citizen's case is its own.
import { Injectable } from '@nestjs/common';
import { addressKey, addressOf, nearKeys, type Published, sameStory } from '#intake';
import type { Tx } from '../platform/commit';
import { AlikeStore, type Candidate } from './alike.store';
import type { Masked } from './mask';
import { type MaskedRow, type Row } from './receive.parts';

/** `known`: the message that a text already is. `same`: an earlier text of this call that it is. By fingerprint in hex. */
export type Alike = { known: Map<string, string>; same: Map<string, string> };

/** The likeliest so many are compared word for word. */
const MOST_COMPARED = 8;

/** What a published text is found by; a citizen's text is one with another only where the words are the same. */
export function publishedKeys(row: Row, masked: Masked): Pick<MaskedRow, 'keys' | 'address'> {
  if (row.message.channel !== 'feed') return { keys: [], address: null };
  const address = addressOf(row.message.url);
  return { keys: [...nearKeys(masked.body), ...(address === null ? [] : [addressKey(address)])], address };
}

@Injectable()
export class AlikeService {
  constructor(private readonly store: AlikeStore) {}

  /** Before anything is looked up: published texts come in one call after another. */
  async begin(tx: Tx, jurisdictionId: string, rows: readonly MaskedRow[]): Promise<void> {
    if (rows.some(({ keys }) => keys.length > 0)) await this.store.lock(tx, jurisdictionId);
  }

  /** Of texts that are new by their words, those that are known all the same. */
  async among(
    tx: Tx,
    jurisdictionId: string,
    sourceId: string | null,
    rows: readonly MaskedRow[],
  ): Promise<Alike> {
    const alike: Alike = { known: new Map(), same: new Map() };
    if (rows.every(({ keys }) => keys.length === 0)) return alike;
    const found = await this.store.find(tx, jurisdictionId, [...new Set(rows.flatMap(({ keys }) => keys))]);
    const byKey = new Map<string, string[]>();
    for (const { key, messageId } of found) byKey.set(key, [...(byKey.get(key) ?? []), messageId]);
    const stored = await this.store.texts(tx, [...new Set(found.map(({ messageId }) => messageId))]);
    const candidates = new Map<string, Candidate>(stored.map((one) => [one.id, one]));
    for (const row of rows) {
      const id = this.match(row, sourceId, byKey, candidates);
      if (id !== null) {
        const earlier = candidates.get(id)!;
        if (earlier.id.startsWith('row ')) alike.same.set(row.hex, earlier.id.slice(4));
        else alike.known.set(row.hex, id);
        continue;
      }
      // Others of this call may be the same story: it is a candidate from here on.
      const own = `row ${row.hex}`;
      candidates.set(own, { id: own, title: row.masked.title, body: row.masked.body, sourceId });
      for (const key of row.keys) byKey.set(key, [...(byKey.get(key) ?? []), own]);
    }
    return alike;
  }

  /** What this message is found by from now on. */
  async keep(tx: Tx, rows: readonly { messageId: string; keys: readonly string[] }[]): Promise<void> {
    await this.store.keep(
      tx,
      rows.flatMap(({ messageId, keys }) => keys.map((key) => ({ key, messageId }))),
    );
  }

  private match(
    row: MaskedRow,
    sourceId: string | null,
    byKey: ReadonlyMap<string, string[]>,
    candidates: ReadonlyMap<string, Candidate>,
  ): string | null {
    const hits = new Map<string, number>();
    for (const key of row.keys) for (const id of byKey.get(key) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    const atAddress = new Set(row.address === null ? [] : byKey.get(addressKey(row.address)));
    const likeliest = [...hits].sort(
      (a, b) => Number(atAddress.has(b[0])) - Number(atAddress.has(a[0])) || b[1] - a[1],
    );
    const text: Published = {
      title: row.masked.title,
      body: row.masked.body,
      address: row.address,
      source: sourceId,
    };
    for (const [id] of likeliest.slice(0, MOST_COMPARED)) {
      const one = candidates.get(id);
      const address = atAddress.has(id) ? row.address : null;
      if (one && sameStory(text, { title: one.title, body: one.body, address, source: one.sourceId }))
        return id;
    }
    return null;
  }
}
