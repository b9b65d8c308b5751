// An incident's title chosen anew from its messages as they come; never once a person has named it or laid a hand on it.
import { Injectable } from '@nestjs/common';
import { chooseTitle } from '#understanding';
import type { Tx } from '../platform/commit';
import { foundBy } from './found-by';

/** With so many messages it is looked at again: the first report is not always the one that says most. */
const LOOKED_AT = [3, 10, 30, 100];
/** From how many messages a title is chosen: the first and the newest. */
const CHOSEN_FROM = 30;
const READ = 300;

type Grown = { id: string; added: number; messages: number };

@Injectable()
export class TitleStore {
  /** The incidents are held by the caller. */
  async choose(tx: Tx, grown: readonly Grown[]): Promise<void> {
    for (const { id } of grown.filter(isDue)) {
      const [row] = await tx.query(
        `select title from incident where id = $1 and state = 'proposed' and titled_by is null and not touched`,
        [id],
      );
      if (!row) continue;
      const told: { title: string; body: string }[] = await tx.query(
        `select m.title, left(m.body, ${READ}) as body from (
           (select message_id, at from incident_message where incident_id = $1 order by at, message_id limit 1)
           union
           (select message_id, at from incident_message where incident_id = $1
             order by at desc, message_id desc limit ${CHOSEN_FROM - 1})) i
           join message_card m on m.id = i.message_id order by i.at, i.message_id`,
        [id],
      );
      const title = chooseTitle(told);
      if (title === row.title || told.length === 0) continue;
      await tx.query(
        `update incident set title = $2, search = search || setweight(to_tsvector('simple', $3), 'A') where id = $1`,
        [id, title, foundBy(title)],
      );
    }
  }
}

const isDue = ({ added, messages }: Grown) =>
  LOOKED_AT.some((many) => messages - added < many && messages >= many);
