// What a proposed incident is called, about and where, chosen anew from its messages as they come; never once a person has laid a hand on it.
import { Injectable } from '@nestjs/common';
import { type About, type AboutTold, aboutOf } from '#understanding';
import type { Tx } from '../platform/commit';
import { foundBy } from './found-by';

/** With so many messages it is looked at again: the first report is not always the one that says most. */
const LOOKED_AT = [2, 3, 5, 10, 20, 30, 60, 100, 300, 1_000, 3_000];
/** From how many messages it is chosen: the first and the newest. */
const CHOSEN_FROM = 30;
const READ = 300;

type Grown = { id: string; added: number; messages: number };

@Injectable()
export class AboutStore {
  /** The incidents are held by the caller. */
  async choose(tx: Tx, grown: readonly Grown[]): Promise<void> {
    for (const { id } of grown.filter(isDue)) {
      // Asked for by its id alone: with the state asked too, a database that last counted when nothing was open
      // looks for it among all that are open now, which after a quiet month and a flood are many.
      const [row] = await tx.query(
        `select title, topic, place, state = 'proposed' and titled_by is null and not touched as free
           from incident where id = $1`,
        [id],
      );
      if (row?.free) await this.write(tx, id, row);
    }
  }

  private async write(tx: Tx, id: string, was: Pick<About, 'title' | 'topic' | 'place'>): Promise<void> {
    const told = await this.told(tx, id);
    if (told.length === 0) return;
    const now = aboutOf(told);
    const topic = now.topic ?? was.topic;
    const place = now.place ?? was.place;
    if (now.title === was.title && topic === was.topic && place === was.place) return;
    const words = [now.title, topic, place].filter(Boolean).join(' ');
    await tx.query(
      `update incident set title = $2, topic = $3, place = $4, search = search || setweight(to_tsvector('simple', $5), 'A')
        where id = $1`,
      [id, now.title, topic, place, foundBy(words)],
    );
  }

  /** Named by those of its messages whose texts are still there; a person's place stays. True when it is called otherwise. */
  async again(tx: Tx, { id, title }: { id: string; title: string }): Promise<boolean> {
    const told = (await this.told(tx, id)).filter((one) => one.title !== '' || one.body !== '');
    if (told.length === 0) return false;
    const now = aboutOf(told);
    const words = [now.title, now.topic, now.place].filter(Boolean).join(' ');
    await tx.query(
      `update incident set title = $2, place = case when placed_by is null then $3 else place end,
              search = setweight(to_tsvector('simple', $4), 'A') where id = $1`,
      [id, now.title, now.place, foundBy(words)],
    );
    return now.title !== title;
  }

  private async told(tx: Tx, id: string): Promise<AboutTold[]> {
    return tx.query(
      `select m.title, left(m.body, ${READ}) as body, m.place, l.topic, coalesce(l.areas, '{}') as areas, j.name as "speaksOf"
         from ((select message_id, at from incident_message where incident_id = $1 order by at, message_id limit 1)
               union
               (select message_id, at from incident_message where incident_id = $1
                 order by at desc, message_id desc limit ${CHOSEN_FROM - 1})) i
         join message_card m on m.id = i.message_id
         left join message_label l on l.message_id = i.message_id
         left join jurisdiction_card j on j.id = l.spoken_of_id
        order by i.at, i.message_id`,
      [id],
    );
  }
}

const isDue = ({ added, messages }: Grown) =>
  LOOKED_AT.some((many) => messages - added < many && messages >= many);
