// What people read of the rules: the calendar by year, a pack with its versions, and who said what of an incident's starts.
import { Injectable } from '@nestjs/common';
import type { Answer, PackFull } from '#contract';
import { type PolicyPack, packById, shanghaiDay } from '#duty';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { notFound } from '../platform/problem';
import { CardStore } from './cards.store';
import { RulesStore } from './rules.store';
import { StartStore } from './start.store';

@Injectable()
export class RulesService {
  constructor(
    private readonly now: Now,
    private readonly rules: RulesStore,
    private readonly starts: StartStore,
    private readonly cards: CardStore,
  ) {}

  async calendar(who: Principal): Promise<Answer<'calendar.read'>> {
    const [years, { version }, leaning, all] = await Promise.all([
      this.rules.years(),
      this.rules.calendar(),
      this.rules.leaning(who.jurisdictionIds),
      this.rules.seesAll(who.jurisdictionIds),
    ]);
    const year = Number(shanghaiDay(this.now.at().toISOString()).slice(0, 4));
    const published = new Set(years.flatMap((one) => (one.published ? [one.year] : [])));
    return {
      version,
      years: years.map(({ off, worked, enteredAt, ...one }) => ({
        ...one,
        off: [...off],
        worked: [...worked],
        enteredAt: enteredAt?.toISOString() ?? null,
      })),
      unpublished: [year, year + 1].filter((one) => !published.has(one)),
      leaning,
      mayChange: who.rights.has('rule.change') && all,
    };
  }

  async pack(who: Principal, id: string): Promise<PackFull> {
    const known = await this.rules.known(who.jurisdictionId);
    const held = known.find(({ pack }) => pack.id === id);
    if (!held) throw notFound();
    const history = await this.rules.history(who.jurisdictionId, id);
    const came = packById(id);
    const first = { editedBy: null, signedBy: null, at: null, reason: null };
    return {
      ...bodyOf(held.pack),
      ...{ version: held.pack.version, inForce: held.inForce, builtIn: held.builtIn },
      withdrawn: held.withdrawn && { ...held.withdrawn, at: held.withdrawn.at.toISOString() },
      open: await this.rules.openBy([who.jurisdictionId], id),
      versions: [
        ...history.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
        ...(came ? [{ version: came.version, ...first }] : []),
      ],
    };
  }

  async said(who: Principal, incidentId: string): Promise<Answer<'starts.list'>> {
    const card = await this.cards.incident(null, incidentId);
    if (!card) throw notFound();
    inView(who, card.jurisdictionId);
    const items = await this.starts.all(incidentId);
    return {
      items: items.map(({ at, saidAt, ...said }) => ({
        ...said,
        at: at.toISOString(),
        saidAt: saidAt.toISOString(),
      })),
    };
  }
}

/** A pack as it is edited: its lists are copies that may be written to. */
function bodyOf({
  id,
  name,
  document,
  source,
  rules,
}: PolicyPack): Pick<PackFull, 'id' | 'name' | 'document' | 'source' | 'rules'> {
  return {
    ...{ id, name, document },
    ...(source ? { source } : {}),
    rules: rules.map(({ appliesTo: { levels, hotlineKinds, emergency }, answeredBy, ...rule }) => ({
      ...rule,
      appliesTo: {
        ...(levels ? { levels: [...levels] } : {}),
        ...(hotlineKinds ? { hotlineKinds: [...hotlineKinds] } : {}),
        ...(emergency === undefined ? {} : { emergency }),
      },
      answeredBy: [...answeredBy],
    })),
  };
}
