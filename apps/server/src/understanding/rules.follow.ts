// What rules do when facts arrive: looks at new messages, and raises what meets a rule, once an incident and rule.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { incidentMeets, RuleBook } from '#understanding';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { isOld, saidAt } from './reading';
import type { RuleRow } from './rule.row';
import { type HitMade, type MessageSeen, RuleHitStore } from './rule-hit.store';

type Book = { book: RuleBook; rules: ReadonlyMap<string, RuleRow> };
/** Words that are told of one incident. */
const WORDS = 12;

@Injectable()
export class RulesFollow implements OnModuleInit {
  /** The rules made ready, by jurisdiction, as of a stamp of all of them. */
  private books = new Map<string, Book>();
  private stamp = '';

  constructor(
    private readonly follow: Follow,
    private readonly store: RuleHitStore,
  ) {}

  onModuleInit(): void {
    const raise = each<'level.proposed' | 'incident.confirmed' | 'incident.level-changed'>(
      ({ body }, tx, at) => this.raise(tx, [body.incidentId], at),
    );
    const placed = each<'incident.message-moved' | 'incident.message-taken-in'>(async ({ body }, tx, at) =>
      this.look(tx, await this.store.ofMessage(tx, body.messageId), at),
    );
    this.follow.follow({
      stage: 'rules',
      forget: () => this.books.clear(),
      on: {
        'message.grouped': (grouped, tx, at) => this.grouped(grouped, tx, at),
        'incident.grew': (grew, tx, at) =>
          this.raise(tx, [...new Set(grew.map(({ body }) => body.incidentId))], at),
        'level.proposed': raise,
        'incident.confirmed': raise,
        'incident.level-changed': raise,
        'incident.merged': each(async ({ body }, tx, at) => {
          await this.store.merged(tx, body.incidentId, body.intoId);
          return this.raise(tx, [body.intoId], at);
        }),
        'incident.message-moved': placed,
        'incident.message-taken-in': placed,
      },
    });
  }

  private async grouped(facts: Fact<'message.grouped'>[], tx: Tx, at: Date): Promise<NewFact[]> {
    const batchIds = [...new Set(facts.map(({ body }) => body.batchId))];
    // Where nobody has a rule, nothing needs to be read.
    await this.refresh(tx);
    const jurisdictionIds = [...new Set(facts.flatMap(({ jurisdictionId }) => jurisdictionId ?? []))];
    const books = await Promise.all(jurisdictionIds.map((id) => this.bookOf(tx, id)));
    if (books.every(({ book }) => book.isEmpty)) return [];
    return this.look(tx, await this.store.ofBatches(tx, batchIds), at);
  }

  private async look(tx: Tx, messages: readonly MessageSeen[], at: Date): Promise<NewFact[]> {
    await this.refresh(tx);
    const hits: HitMade[] = [];
    for (const message of messages) {
      // What is filed from an archive is no news that anybody needs to be called to.
      if (isOld(saidAt(message), message.receivedAt)) continue;
      const { book, rules } = await this.bookOf(tx, message.jurisdictionId);
      for (const { ruleId, hits: found } of book.met(message))
        hits.push({
          ruleId,
          incidentId: message.incidentId,
          messageId: message.id,
          version: rules.get(ruleId)!.version,
          words: [...new Set(found.map(({ term }) => term))].slice(0, WORDS),
        });
    }
    await this.store.keep(tx, hits, at);
    return this.raise(tx, [...new Set(hits.map(({ incidentId }) => incidentId))], at);
  }

  private async raise(tx: Tx, incidentIds: readonly string[], at: Date): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    if (incidentIds.length === 0) return facts;
    for (const hit of await this.store.waiting(tx, incidentIds)) {
      if (!incidentMeets(hit.conditions, hit)) continue;
      const { ruleId, incidentId, messageId, name: rule, version, severity } = hit;
      const toOfficerIds = await this.store.meant(tx, hit.jurisdictionId, hit.told);
      await this.store.raise(tx, hit, toOfficerIds, at);
      facts.push(
        fact('rule.raised', system, { type: 'incident', id: incidentId }, hit.jurisdictionId, {
          ruleId,
          rule,
          version,
          severity,
          incidentId,
          messageId,
          toOfficerIds,
        }),
      );
    }
    return facts;
  }

  private async refresh(tx: Tx): Promise<void> {
    const stamp = await this.store.stamp(tx);
    if (stamp !== this.stamp) this.books = new Map();
    this.stamp = stamp;
  }

  private async bookOf(tx: Tx, jurisdictionId: string): Promise<Book> {
    const known = this.books.get(jurisdictionId);
    if (known) return known;
    const { rules, lists } = await this.store.inForce(tx, jurisdictionId);
    const made = {
      book: new RuleBook(rules, new Map(lists.map((list) => [list.id, list]))),
      rules: new Map(rules.map((rule) => [rule.id, rule])),
    };
    this.books.set(jurisdictionId, made);
    return made;
  }
}
