// What a proposed change means: whether it can stand, what it says in words, and how the clocks are to be counted by it.
import { Injectable } from '@nestjs/common';
import type { Input } from '#contract';
import {
  type CalendarYear,
  calendarFaults,
  nextVersion,
  type PolicyPack,
  packDifference,
  packFaults,
  type StartKind,
  sameYear,
  shanghaiTime,
  startsFault,
  startWords,
  withYear,
  yearDifference,
} from '#duty';
import type { Words } from '#organisation';
import { inView, type Principal } from '../platform/access';
import type { Tx } from '../platform/commit';
import { conflict, type FieldFault, invalid, notFound, Refusal } from '../platform/problem';
import { CardStore } from './cards.store';
import type { Stake } from './change.plan';
import type { ChangeRow, Scope } from './change.store';
import { RulesStore } from './rules.store';
import { StartStore, withStart } from './start.store';
import { type AboutIds, aboutId, aboutOf, goesOn, isMatter } from './subject';

/** Of an incident, or of a matter; those written down before there were matters name the incident alone. */
type StartOf = { incidentId: string | null; matterId?: string | null };
export type ChangeIn = Input<'changes.propose'>['body'];
export type Content =
  | { kind: 'calendar'; year: CalendarYear & { edition: number } }
  | { kind: 'pack'; pack: PolicyPack; inForce: boolean }
  | { kind: 'withdraw-pack'; packId: string; lift: boolean }
  | { kind: 'restore-pack'; packId: string }
  | ({ kind: 'start'; start: StartKind; at: string } & StartOf);
export type Written = {
  content: Content;
  subject: string;
  incidentId: string | null;
  matterId: string | null;
  jurisdictionId: string;
  basedOn: string;
  says: { title: Words; lines: Words[] };
};
export type Staked = { scope: Scope | null } & Pick<
  Stake,
  'calendar' | 'packFor' | 'restart' | 'binds' | 'lifts'
>;

const nothing = () =>
  invalid(
    'change.nothing',
    '与现行内容相同，没有可变更的。',
    'This is what holds already; there is nothing to change.',
  );
const name = (text: Words, zh: string, en: string): Words => ({
  zh: `${zh}${text.zh}`,
  en: `${en}${text.en}`,
});

/** All that is wrong, in one refusal. */
const faulty = (faults: readonly { code: string; reason: Words }[], fields?: FieldFault[]) =>
  invalid(
    faults[0]!.code,
    faults.map(({ reason }) => reason.zh).join(''),
    faults.map(({ reason }) => reason.en).join(' '),
    fields,
  );

const aboutIds = ({ incidentId, matterId = null }: StartOf): AboutIds => ({ incidentId, matterId });
/** The first word opens what waits for it, and is no correction. */
const unsaid = () =>
  conflict(
    'matter.start-unsaid',
    '这个时刻还没有登记过；请在事项页上补登。',
    'Nobody has said this start yet; say it on the page of the matter.',
  );
const gone = () => conflict('matter.withdrawn', '这件事项已经撤销。', 'This matter has been withdrawn.');

@Injectable()
export class ChangeContent {
  constructor(
    private readonly rules: RulesStore,
    private readonly starts: StartStore,
    private readonly cards: CardStore,
  ) {}

  /** @throws Refusal when it cannot stand: the fault and where it lies are named */
  async write(tx: Tx, who: Principal, change: ChangeIn, now: Date): Promise<Written> {
    switch (change.kind) {
      case 'calendar':
        return this.calendar(tx, who, change.year);
      case 'start':
        return this.start(tx, who, change, now);
      case 'pack':
        return this.pack(tx, who, change.pack);
      default:
        return this.force(tx, who, change);
    }
  }

  private async calendar(tx: Tx, who: Principal, year: CalendarYear): Promise<Written> {
    if (!(await this.rules.seesAll(who.jurisdictionIds, tx)))
      throw new Refusal(
        403,
        'calendar.not-yours',
        '工作日历全系统共用，只有最上级地区的人员可以修改。',
        'The calendar binds every jurisdiction here; only people of the topmost one may change it.',
      );
    const faults = calendarFaults(year, await this.rules.calendar(tx));
    if (faults.length > 0)
      throw faulty(
        faults,
        faults.map(({ day, reason }) => ({ path: `year.${day}`, message: `${reason.zh} / ${reason.en}` })),
      );
    const held = (await this.rules.years(tx)).find((one) => one.year === year.year);
    if (held && sameYear(held, year)) throw nothing();
    const edition = (held?.edition ?? 0) + 1;
    return {
      content: { kind: 'calendar', year: { ...year, edition } },
      ...{ subject: String(year.year), incidentId: null, matterId: null, jurisdictionId: who.jurisdictionId },
      basedOn: String(held?.edition ?? 0),
      says: {
        title: {
          zh: `${year.year}年工作日历第${edition}版`,
          en: `Calendar of ${year.year}, edition ${edition}`,
        },
        lines: yearDifference(held ?? null, year),
      },
    };
  }

  private async pack(tx: Tx, who: Principal, body: Omit<PolicyPack, 'version'>): Promise<Written> {
    const known = await this.rules.known(who.jurisdictionId, tx);
    const held = known.find(({ pack }) => pack.id === body.id);
    const pack = { ...body, version: held ? nextVersion(held.pack.version) : '1' };
    const faults = packFaults(pack);
    if (faults.length > 0) throw faulty(faults);
    const inForce = held?.inForce ?? true;
    const lines = packDifference(held?.pack ?? null, pack, inForce);
    if (held && lines.length === 0) throw nothing();
    return {
      content: { kind: 'pack', pack, inForce },
      ...{ subject: pack.id, incidentId: null, matterId: null, jurisdictionId: who.jurisdictionId },
      basedOn: held?.pack.version ?? 'none',
      says: {
        title: name(
          { zh: `“${pack.name.zh}”第${pack.version}版`, en: `"${pack.name.en}", version ${pack.version}` },
          '规则包',
          'Policy pack ',
        ),
        lines,
      },
    };
  }

  private async force(
    tx: Tx,
    who: Principal,
    change: Extract<ChangeIn, { kind: 'withdraw-pack' | 'restore-pack' }>,
  ): Promise<Written> {
    const known = await this.rules.known(who.jurisdictionId, tx);
    const held = known.find(({ pack }) => pack.id === change.packId);
    if (!held) throw notFound();
    const withdrawn = change.kind === 'withdraw-pack';
    if (held.inForce !== withdrawn)
      throw withdrawn
        ? conflict('pack.not-in-force', '这个规则包已经停用。', 'This pack is not in force.')
        : conflict('pack.in-force', '这个规则包正在使用。', 'This pack is in force already.');
    const { name: called } = held.pack;
    const [zh, en] = withdrawn ? ['停用', 'Withdraw'] : ['重新启用', 'Put in force again'];
    const lines: Words[] =
      change.kind === 'restore-pack'
        ? []
        : change.lift
          ? [{ zh: '正在计时的时钟一并免除。', en: 'Its open clocks fall away.' }]
          : [
              {
                zh: '正在计时的时钟按起算时的版本继续计时，不再新开。',
                en: 'Its open clocks run on by the version they started with; no new ones open.',
              },
            ];
    const { reason: _, ...content } = change;
    return {
      content,
      ...{ subject: change.packId, incidentId: null, matterId: null, jurisdictionId: who.jurisdictionId },
      basedOn: held.pack.version,
      says: { title: { zh: `${zh}规则包“${called.zh}”`, en: `${en}: "${called.en}"` }, lines },
    };
  }

  private async start(
    tx: Tx,
    who: Principal,
    change: Extract<ChangeIn, { kind: 'start' }>,
    now: Date,
  ): Promise<Written> {
    const { incidentId = null, matterId = null, ...said } = change;
    if ((incidentId === null) === (matterId === null))
      throw invalid(
        'start.of-what',
        '请写明是哪一起事件或哪一件公开事项的起算时刻。',
        'Name the incident or the matter whose start it is, one of the two.',
      );
    const of: AboutIds = { incidentId, matterId };
    const card = await this.cards.about(tx, of);
    if (!card) throw notFound();
    inView(who, card.jurisdictionId);
    const at = new Date(change.at).toISOString();
    const from = startWords(change.start, isMatter(card) ? card.kind : undefined);
    if (isMatter(card) && !goesOn(card)) throw gone();
    const starts = (await this.starts.holding(tx, [card.id])).get(card.id) ?? {};
    const fault = startsFault(withStart(isMatter(card) ? starts : {}, change.start, at), now.toISOString());
    if (fault?.code === 'start.future')
      throw invalid(
        'start.future',
        `所填${from.zh}时间晚于当前时间；起算时刻不能在将来。`,
        `The time given for when ${from.en} lies in the future; a start cannot.`,
      );
    if (fault) throw invalid(fault.code, fault.reason.zh, fault.reason.en);
    const held = await this.held(tx, of, change.start);
    if (held === null && isMatter(card)) throw unsaid();
    if (held === at) throw nothing();
    const [before, after] = [held ? shanghaiTime(held) : null, shanghaiTime(at)];
    return {
      content: { ...said, ...of, at },
      ...{ ...aboutOf(card), subject: card.id, jurisdictionId: card.jurisdictionId },
      basedOn: held ?? 'none',
      says: {
        title: { zh: `更正${from.zh}时间`, en: `Correct when ${from.en}` },
        lines: [
          {
            zh: `${from.zh}时间：${before ?? '未知'} → ${after}（北京时间）`,
            en: `When ${from.en}: ${before ?? 'unknown'} → ${after} Beijing time`,
          },
        ],
      },
    };
  }

  private async held(tx: Tx, of: AboutIds, start: StartKind): Promise<string | null> {
    const starts = (await this.starts.holding(tx, [aboutId(of)])).get(aboutId(of)) ?? {};
    return starts[`${start}At` as const] ?? null;
  }

  /** What the proposal was written over, as it is now: another answer, and it was overtaken. */
  async base(tx: Tx, row: ChangeRow): Promise<string> {
    const content = row.content as Content;
    if (content.kind === 'calendar') {
      const held = (await this.rules.years(tx)).find(({ year }) => year === content.year.year);
      return String(held?.edition ?? 0);
    }
    if (content.kind === 'start') return (await this.held(tx, aboutIds(content), content.start)) ?? 'none';
    const known = await this.rules.known(row.jurisdictionId, tx);
    const held = known.find(({ pack }) => pack.id === row.subject);
    if (content.kind === 'pack') return held?.pack.version ?? 'none';
    const stands = held && held.inForce === (content.kind === 'withdraw-pack');
    return stands ? held.pack.version : 'none';
  }

  /** Which clocks are at stake and how they are counted by it. */
  async stake(tx: Tx, row: Pick<ChangeRow, 'content' | 'jurisdictionId'>): Promise<Staked> {
    const content = row.content as Content;
    const { jurisdictionId } = row;
    const calendar = await this.rules.calendar(tx);
    const asIs = { calendar, restart: false, packFor: () => null };
    switch (content.kind) {
      case 'calendar':
        return { ...asIs, scope: {}, calendar: withYear(calendar, content.year) };
      case 'start':
        return { ...asIs, scope: { subjectId: aboutId(aboutIds(content)) }, restart: true };
      case 'pack': {
        const { pack, inForce } = content;
        const scope = { jurisdictionId, packId: pack.id, settledToo: inForce };
        return { ...asIs, scope, packFor: () => pack, ...(inForce ? { binds: pack } : {}) };
      }
      case 'withdraw-pack':
        return content.lift
          ? { ...asIs, scope: { jurisdictionId, packId: content.packId }, lifts: content.packId }
          : { ...asIs, scope: null };
      case 'restore-pack': {
        const known = await this.rules.known(jurisdictionId, tx);
        const pack = known.find(({ pack: one }) => one.id === content.packId)?.pack;
        const scope = { jurisdictionId, packId: content.packId, settledToo: true };
        return { ...asIs, scope, ...(pack ? { binds: pack } : {}) };
      }
    }
  }

  /** The starts with the correction among them, for the clocks that are counted by it. */
  correct(starts: Stake['starts'], row: Pick<ChangeRow, 'content'>): Stake['starts'] {
    const content = row.content as Content;
    if (content.kind !== 'start') return starts;
    const id = aboutId(aboutIds(content));
    return new Map([...starts, [id, withStart(starts.get(id) ?? {}, content.start, content.at)]]);
  }

  /** Writes down what holds from now on. */
  async keep(tx: Tx, row: ChangeRow, by: string, at: Date): Promise<string | null> {
    const content = row.content as Content;
    switch (content.kind) {
      case 'calendar':
        await this.rules.keepYear(tx, content.year, row.id);
        return String(content.year.edition);
      case 'pack':
        await this.rules.keepPack(tx, row.jurisdictionId, content.pack, row.id, at);
        return content.pack.version;
      case 'withdraw-pack':
        await this.rules.withdraw(tx, row.jurisdictionId, content.packId, row.id);
        return null;
      case 'restore-pack':
        await this.rules.restore(tx, row.jurisdictionId, content.packId);
        return null;
      case 'start': {
        await this.starts.say(tx, {
          ...{ ...aboutIds(content), start: content.start, at: content.at, saidBy: by, saidAt: at },
          ...{ reason: row.reason, changeId: row.id },
        });
        return null;
      }
    }
  }
}
