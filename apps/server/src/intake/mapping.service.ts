// Column mappings saved by name: offered again for a file whose headings fit, kept when an import starts, removed by hand.
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Actor, Answer, ImportRun } from '#contract';
import { bilingual, fittingMapping, hotlineFields, ownHeadings } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import type { ImportRow } from './import.row';
import { MappingStore } from './mapping.store';

type Proposed = Pick<ImportRun, 'mapping' | 'why' | 'mappingName'>;

@Injectable()
export class MappingService {
  constructor(
    private readonly store: MappingStore,
    private readonly commit: Commit,
  ) {}

  async list(who: Principal): Promise<Answer<'mappings.list'>> {
    const rows = await this.store.list(who.jurisdictionIds);
    return {
      items: rows.map(({ id, name, headings, mapping, savedBy, savedAt, usedAt }) => ({
        id,
        name,
        headings,
        mapping,
        savedBy: savedBy.name,
        savedAt: savedAt.toISOString(),
        usedAt: usedAt.toISOString(),
      })),
    };
  }

  async remove(who: Principal, id: string): Promise<void> {
    const row = await this.store.find(id);
    inView(who, row?.jurisdictionId);
    if (!row) throw notFound();
    const { name, jurisdictionId } = row;
    await this.commit.commit(async (tx) => {
      if (!(await this.store.remove(tx, id))) throw notFound();
      const subject = { type: 'mapping', id };
      const body = { mappingId: id, name };
      return {
        value: undefined,
        facts: [fact('mapping.removed', actorOf(who), subject, jurisdictionId, body)],
      };
    });
  }

  /** The saved mapping that fits these headings, in the shape of a proposal; null where none does. */
  async offered(jurisdictionId: string, headings: readonly string[]): Promise<Proposed | null> {
    const rows = await this.store.list([jurisdictionId]);
    const saved = rows.map(({ name, headings: of, mapping, usedAt }) => ({
      name,
      headings: of,
      mapping,
      usedAt: usedAt.toISOString(),
    }));
    const fitting = fittingMapping(headings, saved);
    if (!fitting) return null;
    const { name, mapping } = fitting;
    const reason = bilingual({
      zh: `按已保存的列对应“${name}”。`,
      en: `From the saved mapping "${name}".`,
    });
    const why = Object.fromEntries(
      hotlineFields.filter((field) => mapping[field] !== undefined).map((field) => [field, reason]),
    );
    return { mapping, why, mappingName: name };
  }

  /** An import begins with this mapping: kept by name where asked, else noted as used where it is the one offered. */
  async began(
    tx: Tx,
    at: Date,
    run: ImportRow,
    { mapping, saveAs, actor }: { mapping: ImportRun['mapping']; saveAs: string | null; actor: Actor },
  ): Promise<{ mappingName: string | null; facts: NewFact[] }> {
    const { jurisdictionId } = run;
    if (saveAs === null) {
      const same = run.mappingName !== null && isDeepStrictEqual(mapping, run.mapping);
      if (!same) return { mappingName: null, facts: [] };
      await this.store.used(tx, jurisdictionId, run.mappingName!, at);
      return { mappingName: run.mappingName, facts: [] };
    }
    const headings = ownHeadings(run.headings);
    const row = { jurisdictionId, name: saveAs, headings, mapping, savedBy: actor, savedAt: at, usedAt: at };
    const mappingId = await this.store.save(tx, row);
    const body = { mappingId, name: saveAs };
    const subject = { type: 'mapping', id: mappingId };
    return {
      mappingName: saveAs,
      facts: [fact('mapping.saved', actor, subject, jurisdictionId, body)],
    };
  }
}
