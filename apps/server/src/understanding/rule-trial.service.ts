// The dry run of a rule: what it would have raised in the last 30 days, in bounded time, telling nobody.
import { Injectable } from '@nestjs/common';
import type { Input, RuleTrial } from '#contract';
import {
  highlight,
  incidentMeets,
  RuleBook,
  type RuleConditions,
  type RuleHit,
  whenHot,
} from '#understanding';
import type { Principal } from '../platform/access';
import { Now } from '../platform/now';
import { isOld, saidAt } from './reading';
import { refusedRule } from './rule.checks';
import type { MessageSeen } from './rule-hit.store';
import { type IncidentSeen, RuleTrialStore } from './rule-trial.store';

const DAY_MS = 24 * 3_600_000;
const DAYS = 30;
const SPAN_MS = 3 * 3_600_000;
const PAGE = 1_000;
/** The event loop gets its turn after so many messages. */
const TURN = 50;
const BUDGET_MS = 8_000;
const SHOWN = 50;
const CHINA_MS = 8 * 3_600_000;

/** The first message of an incident that met the rule, so far as the run has come back. */
type Met = { message: MessageSeen; hits: RuleHit[] };
type Raised = Met & { incident: IncidentSeen; at: Date };
type Seen = { met: Map<string, Met>; messages: number; reached: Date };

@Injectable()
export class RuleTrialService {
  constructor(
    private readonly store: RuleTrialStore,
    private readonly now: Now,
  ) {}

  async try(who: Principal, { conditions, notNames }: Input<'rules.try'>['body']): Promise<RuleTrial> {
    const refusal = refusedRule(conditions, notNames);
    if (refusal) throw refusal;
    const to = this.now.at();
    const from = new Date(to.getTime() - DAYS * DAY_MS);
    const ends = performance.now() + BUDGET_MS;
    const seen = await this.look(who, conditions, from, to, ends);
    const raised = await this.raised(seen.met, conditions, ends);
    const complete = seen.reached <= from && raised.complete;
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      reached: seen.reached.toISOString(),
      complete,
      messages: seen.messages,
      raised: raised.items.length,
      days: byDay(raised.items, from, to),
      items: raised.items.slice(0, SHOWN).map(itemOf),
    };
  }

  /** Newest first, span by span, as far as the time lasts. */
  private async look(
    who: Principal,
    conditions: RuleConditions,
    from: Date,
    to: Date,
    ends: number,
  ): Promise<Seen> {
    const jurisdictionIds = await this.store.below(who.jurisdictionId);
    const lists = await this.store.lists(conditions.listIds, who.jurisdictionIds);
    const book = new RuleBook([{ id: 'trial', conditions }], new Map(lists.map((list) => [list.id, list])));
    const seen: Seen = { met: new Map(), messages: 0, reached: to };
    while (seen.reached > from && performance.now() < ends) {
      const begin = new Date(Math.max(from.getTime(), seen.reached.getTime() - SPAN_MS));
      let last: MessageSeen | null = null;
      for (;;) {
        const page: MessageSeen[] = await this.store.messages(
          jurisdictionIds,
          begin,
          seen.reached,
          last,
          PAGE,
        );
        await this.meet(book, page, seen);
        last = page.at(-1) ?? null;
        if (page.length < PAGE) break;
        // In the middle of a span: what is older than the last one has not been looked at.
        if (performance.now() > ends) return { ...seen, reached: last!.receivedAt };
      }
      seen.reached = begin;
    }
    return seen;
  }

  private async meet(book: RuleBook, messages: readonly MessageSeen[], seen: Seen): Promise<void> {
    for (const [n, message] of messages.entries()) {
      if (n % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
      seen.messages += 1;
      if (isOld(saidAt(message), message.receivedAt)) continue;
      const [met] = book.met(message);
      if (met) seen.met.set(message.incidentId, { message, hits: met.hits });
    }
  }

  /** Of what met the rule, the incidents that became as grave and as hot as it asks; newest first. */
  private async raised(
    met: ReadonlyMap<string, Met>,
    conditions: RuleConditions,
    ends: number,
  ): Promise<{ items: Raised[]; complete: boolean }> {
    const items: Raised[] = [];
    let complete = true;
    for (const incident of await this.store.incidents([...met.keys()])) {
      const { message, hits } = met.get(incident.id)!;
      if (!incidentMeets({ ...conditions, heat: null }, incident)) continue;
      let at: Date | null = message.receivedAt;
      if (conditions.heat !== null) {
        if (performance.now() > ends) complete = false;
        else {
          await new Promise((resolve) => setImmediate(resolve));
          const hot = whenHot(await this.store.signals(incident.id), conditions.heat, at.toISOString());
          at = hot === null ? null : new Date(hot);
          if (at) items.push({ incident, message, hits, at });
        }
      } else items.push({ incident, message, hits, at });
    }
    items.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.incident.id < b.incident.id ? 1 : -1));
    return { items, complete };
  }
}

const dayOf = (at: Date): string => new Date(at.getTime() + CHINA_MS).toISOString().slice(0, 10);

function byDay(raised: readonly Raised[], from: Date, to: Date): RuleTrial['days'] {
  const counts = new Map<string, number>();
  for (let at = from.getTime(); at < to.getTime() + DAY_MS; at += DAY_MS) {
    const day = dayOf(new Date(Math.min(at, to.getTime())));
    counts.set(day, 0);
  }
  for (const { at } of raised) counts.set(dayOf(at), (counts.get(dayOf(at)) ?? 0) + 1);
  return [...counts].map(([day, count]) => ({ day, count }));
}

function itemOf({ incident, message, hits, at }: Raised): RuleTrial['items'][number] {
  const inPart = (part: RuleHit['in']) => hits.filter((hit) => hit.in === part);
  return {
    incidentId: incident.id,
    title: incident.title,
    level: incident.level,
    heat: incident.heat,
    at: at.toISOString(),
    messageId: message.id,
    messageTitle: highlight(message.title, inPart('title')),
    excerpt: highlight(message.body, inPart('body'), { before: 24, most: 140 }),
    words: [...new Set(hits.map(({ term }) => term))].slice(0, 12),
  };
}
