// A search that somebody kept by name, for themselves or for all who read messages there.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageSearch } from '#contract';

@Entity('saved_search')
export class SavedSearchRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'owner_id' }) ownerId: string;
  @Column('text') name: string;
  @Column('jsonb') search: MessageSearch;
  @Column('boolean') shared: boolean;
  @Column({ type: 'timestamptz', name: 'saved_at', precision: 3 }) savedAt: Date;
}
