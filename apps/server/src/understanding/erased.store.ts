// What incidents kept of texts that are erased goes as the texts did: names chosen from them, words to find them by, quotes.
import { Injectable } from '@nestjs/common';
import { type EmergencyKind, nameWithoutWords } from '#understanding';
import type { Tx } from '../platform/commit';
import { AboutStore } from './about.store';
import { foundBy } from './found-by';

type Kept = {
  id: string;
  title: string;
  titledBy: string | null;
  topic: string | null;
  emergencyKind: EmergencyKind | null;
  firstAt: Date;
  /** It has a message whose text is still there; and one of those bears its title. */
  hasText: boolean;
  isTold: boolean;
};

@Injectable()
export class ErasedStore {
  constructor(private readonly about: AboutStore) {}

  /**
   * Of the incidents done with whose texts were erased at `at`: one with texts left is named by those that stay, where
   * the one that named it is gone; one without any keeps its topic and its numbers, and bears a neutral name. What a
   * person called it stays. Returns the ids of those that are called otherwise now.
   */
  async forget(tx: Tx, jurisdictionId: string, firstAt: string, lastAt: string, at: Date): Promise<string[]> {
    const kept = await this.touched(tx, jurisdictionId, firstAt, lastAt, at);
    const renamed: string[] = [];
    for (const one of kept.filter(({ hasText, titledBy, isTold }) => hasText && titledBy === null && !isTold))
      if (await this.about.again(tx, one)) renamed.push(one.id);
    const empty = kept
      .filter(({ hasText }) => !hasText)
      .map((one) => {
        const title = one.titledBy === null ? nameWithoutWords(one) : one.title;
        return { ...one, title, was: one.title, search: foundBy([title, one.topic ?? ''].join(' ')) };
      });
    if (empty.length > 0) await this.empty(tx, empty);
    return [...renamed, ...empty.filter(({ title, was }) => title !== was).map(({ id }) => id)];
  }

  /** With those that were merged into them: their messages went there. Held, always in one order. */
  private touched(
    tx: Tx,
    jurisdictionId: string,
    firstAt: string,
    lastAt: string,
    at: Date,
  ): Promise<Kept[]> {
    return tx.query(
      `with recursive touched(root, id) as (
         select distinct i.incident_id, i.incident_id from incident_message i join message_card m on m.id = i.message_id
          where m.jurisdiction_id = $1 and m.received_at between $2 and $3 and m.text_erased_at = $4
         union select t.root, c.id from incident c join touched t on c.merged_into = t.id)
       select c.id, c.title, c.titled_by as "titledBy", c.topic, c.emergency_kind as "emergencyKind", c.first_at as "firstAt",
              exists (select from incident_message i join message_card m on m.id = i.message_id
                       where i.incident_id = t.root and m.text_erased_at is null) as "hasText",
              c.id <> t.root or exists (select from incident_message i join message_card m on m.id = i.message_id
                       where i.incident_id = t.root and m.text_erased_at is null and m.title = c.title) as "isTold"
         from touched t join incident c on c.id = t.id
        where c.state in ('closed', 'dismissed', 'merged') order by c.id for update of c`,
      [jurisdictionId, firstAt, lastAt, at],
    );
  }

  private async empty(tx: Tx, rows: readonly { id: string; title: string; search: string }[]): Promise<void> {
    const named = `json_to_recordset($1::json) as r(id uuid, title text, search text)`;
    const values = [JSON.stringify(rows.map(({ id, title, search }) => ({ id, title, search })))];
    await tx.query(
      `update incident i
          set title = r.title, place = case when i.placed_by is not null then i.place end,
              search = setweight(to_tsvector('simple', r.search), 'A'), profile = i.profile - 'places',
              emergency = case when i.emergency is not null then jsonb_set(i.emergency, '{facts}', coalesce(
                (select jsonb_agg(f || '{"quote": ""}') from jsonb_array_elements(i.emergency -> 'facts') f), '[]')) end
         from ${named} where i.id = r.id`,
      values,
    );
    // What a person changed the name from is the name that an undo would bring back.
    await tx.query(
      `update assessment a set before = a.before || jsonb_build_object('title', r.title)
         from ${named} where a.incident_id = r.id and a.before ? 'title' and a.before ->> 'titledBy' is null`,
      values,
    );
  }
}
