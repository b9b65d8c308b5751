// The rules as data: calendars by year, packs by version, what is in force where; and the lock that keeps counting and changing apart.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  builtInPacks,
  type Calendar,
  type CalendarYear,
  defaultPackIds,
  type PolicyPack,
  packById,
  stateCouncilYears,
  versionOf,
} from '#duty';
import type { Tx } from '../platform/commit';

type Reading = Pick<Tx, 'query'>;
/** Shared by whoever counts by the rules, taken alone by whoever changes them. */
export const RULES_LOCK = 0x72756c65;

export type YearKept = CalendarYear & {
  edition: number;
  enteredBy: string | null;
  enteredAt: Date | null;
  reason: string | null;
};
export type PackKept = {
  pack: PolicyPack;
  inForce: boolean;
  builtIn: boolean;
  withdrawn: { by: string; at: Date; reason: string } | null;
};
export type PackVersion = {
  version: string;
  editedBy: string;
  signedBy: string | null;
  at: Date;
  reason: string;
};

@Injectable()
export class RulesStore {
  private kept: { key: string; calendar: Calendar } | null = null;

  constructor(private readonly db: DataSource) {}

  /** From here to the commit nobody changes the rules: what is counted now is counted by what holds when it is written. */
  async hold(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock_shared($1)', [RULES_LOCK]);
  }

  /** From here to the commit nobody counts by the rules. */
  async take(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [RULES_LOCK]);
  }

  /** The newest edition of every year, those that came with the system where nobody entered one. */
  async years(reading: Reading = this.db): Promise<YearKept[]> {
    const entered: YearKept[] = await reading.query(
      `select distinct on (e.year) e.year, e.edition, e.published, e.notice, e.off, e.worked,
              c.proposed_name as "enteredBy", c.decided_at as "enteredAt", c.reason
         from calendar_edition e join rule_change c on c.id = e.change_id
        order by e.year, e.edition desc`,
    );
    const came = stateCouncilYears
      .filter(({ year }) => !entered.some((one) => one.year === year))
      .map((year) => ({ ...year, edition: 1, enteredBy: null, enteredAt: null, reason: null }));
    return [...came, ...entered].sort((a, b) => a.year - b.year);
  }

  async calendar(reading: Reading = this.db): Promise<Calendar> {
    const years = await this.years(reading);
    const key = years.map(({ year, edition }) => `${year}.${edition}`).join('-');
    // The same object while nothing changes: the rules keep what they worked out of it.
    if (this.kept?.key !== key)
      this.kept = { key, calendar: { id: 'state-council', version: versionOf(years), years } };
    return this.kept.calendar;
  }

  async keepYear(tx: Tx, year: CalendarYear & { edition: number }, changeId: string): Promise<void> {
    await tx.query(
      `insert into calendar_edition (year, edition, published, notice, off, worked, change_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        year.year,
        year.edition,
        year.published,
        year.notice,
        JSON.stringify(year.off),
        JSON.stringify(year.worked),
        changeId,
      ],
    );
  }

  /** The packs that bind a jurisdiction, each in its newest version. */
  async packs(jurisdictionId: string, reading: Reading = this.db): Promise<PolicyPack[]> {
    const all = await this.known(jurisdictionId, reading);
    return all.filter(({ inForce }) => inForce).map(({ pack }) => pack);
  }

  /**
   * Every pack a jurisdiction has, in force or not. Those it has chosen bind, all that come with the system where it
   * has chosen none; those of its own too; what it has withdrawn does not.
   */
  async known(jurisdictionId: string, reading: Reading = this.db): Promise<PackKept[]> {
    const chosen: { id: string }[] = await reading.query(
      'select pack_id as id from pack_in_force where jurisdiction_id = $1 order by pack_id',
      [jurisdictionId],
    );
    const edited: { id: string; body: PolicyPack }[] = await reading.query(
      `select distinct on (pack_id) pack_id as id, body from pack_version
        where jurisdiction_id = $1 order by pack_id, at desc, version desc`,
      [jurisdictionId],
    );
    const withdrawn: { id: string; by: string; at: Date; reason: string }[] = await reading.query(
      `select w.pack_id as id, c.decided_name as by, c.decided_at as at, c.reason
         from pack_withdrawal w join rule_change c on c.id = w.change_id where w.jurisdiction_id = $1`,
      [jurisdictionId],
    );
    const bound = chosen.length > 0 ? chosen.map(({ id }) => id) : defaultPackIds;
    const own = edited.filter(({ id }) => !packById(id)).map(({ body }) => body);
    return [...builtInPacks, ...own].map((came) => {
      const gone = withdrawn.find(({ id }) => id === came.id);
      return {
        pack: edited.find(({ id }) => id === came.id)?.body ?? came,
        builtIn: packById(came.id) !== null,
        inForce: !gone && (packById(came.id) === null || bound.includes(came.id)),
        withdrawn: gone ? { by: gone.by, at: gone.at, reason: gone.reason } : null,
      };
    });
  }

  /** A pack in the version a clock was counted by; its newest where that version is not known. */
  async versions(
    wanted: readonly { jurisdictionId: string; packId: string; packVersion: string }[],
    reading: Reading = this.db,
  ): Promise<(one: { jurisdictionId: string; packId: string; packVersion: string }) => PolicyPack | null> {
    const rows: { jurisdictionId: string; id: string; version: string; body: PolicyPack }[] =
      wanted.length === 0
        ? []
        : await reading.query(
            `select jurisdiction_id as "jurisdictionId", pack_id as id, version, body from pack_version
              where jurisdiction_id = any($1)`,
            [[...new Set(wanted.map((one) => one.jurisdictionId))]],
          );
    const keyOf = (...parts: string[]) => parts.join('\n');
    const edited = new Map(rows.map((r) => [keyOf(r.jurisdictionId, r.id, r.version), r.body]));
    return ({ jurisdictionId, packId, packVersion }) => {
      const found = edited.get(keyOf(jurisdictionId, packId, packVersion));
      if (found) return found;
      const came = packById(packId);
      return came?.version === packVersion ? came : null;
    };
  }

  async keepPack(
    tx: Tx,
    jurisdictionId: string,
    pack: PolicyPack,
    changeId: string,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `insert into pack_version (jurisdiction_id, pack_id, version, body, change_id, at) values ($1, $2, $3, $4, $5, $6)`,
      [jurisdictionId, pack.id, pack.version, JSON.stringify(pack), changeId, at],
    );
  }

  async withdraw(tx: Tx, jurisdictionId: string, packId: string, changeId: string): Promise<void> {
    await tx.query(
      'insert into pack_withdrawal (jurisdiction_id, pack_id, change_id) values ($1, $2, $3) on conflict do nothing',
      [jurisdictionId, packId, changeId],
    );
  }

  async restore(tx: Tx, jurisdictionId: string, packId: string): Promise<void> {
    await tx.query('delete from pack_withdrawal where jurisdiction_id = $1 and pack_id = $2', [
      jurisdictionId,
      packId,
    ]);
    // Where a choice was made, a pack that came with the system and was not among it joins it.
    await tx.query(
      `insert into pack_in_force (jurisdiction_id, pack_id)
       select $1, $2 where exists (select from pack_in_force where jurisdiction_id = $1) on conflict do nothing`,
      [jurisdictionId, packId],
    );
  }

  /** The versions that people made of a pack, newest first. */
  history(jurisdictionId: string, packId: string): Promise<PackVersion[]> {
    return this.db.query(
      `select v.version, c.proposed_name as "editedBy", c.decided_name as "signedBy", v.at, c.reason
         from pack_version v join rule_change c on c.id = v.change_id
        where v.jurisdiction_id = $1 and v.pack_id = $2 order by v.at desc, v.version desc`,
      [jurisdictionId, packId],
    );
  }

  /** Open clocks by pack, and those that lean on a year without a notice. */
  async openBy(jurisdictionIds: readonly string[], packId: string): Promise<number> {
    const [row] = await this.db.query(
      `select count(*)::int as n from clock where jurisdiction_id = any($1) and pack_id = $2 and state = 'open'`,
      [jurisdictionIds, packId],
    );
    return row.n;
  }

  async leaning(jurisdictionIds: readonly string[]): Promise<number> {
    const [row] = await this.db.query(
      `select count(*)::int as n from clock where jurisdiction_id = any($1) and state = 'open' and leans_on <> '{}'`,
      [jurisdictionIds],
    );
    return row.n;
  }

  /** Whether a person sees every jurisdiction there is: only then may they change what binds all. */
  async seesAll(jurisdictionIds: readonly string[], reading: Reading = this.db): Promise<boolean> {
    const [row] = await reading.query(
      'select not exists (select from jurisdiction_card where id <> all($1)) as all',
      [jurisdictionIds],
    );
    return row.all;
  }
}
