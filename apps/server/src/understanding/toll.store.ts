// The facts that the messages of an incident tell, with who said them when.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Saying } from '#contract';

export type ToldFound = Pick<Saying, 'messageId' | 'channel' | 'sourceName'> & {
  at: string;
  facts: { name: string; value: number; quote: string }[];
};
/** The newest messages with numbers that are compared. */
const COMPARED = 2_000;

@Injectable()
export class TollStore {
  constructor(private readonly db: DataSource) {}

  async told(incidentId: string): Promise<ToldFound[]> {
    const rows: (Omit<ToldFound, 'at'> & { at: Date })[] = await this.db.query(
      `select i.message_id as "messageId", i.at, m.channel, m.source_name as "sourceName", l.emergency->'facts' as facts
         from incident_message i
         join message_label l on l.message_id = i.message_id
         join message_card m on m.id = i.message_id
        where i.incident_id = $1 and jsonb_array_length(l.emergency->'facts') > 0
        order by i.at desc, i.message_id desc limit ${COMPARED}`,
      [incidentId],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }
}
