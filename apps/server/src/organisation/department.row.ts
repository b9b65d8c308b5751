// The columns of a department.
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DepartmentKind } from '#organisation';

@Entity('department')
export class DepartmentRow {
  @PrimaryGeneratedColumn('uuid')
  id: string;
  @Column('uuid', { name: 'jurisdiction_id' })
  jurisdictionId: string;
  @Column('text')
  name: string;
  @Column('text')
  kind: DepartmentKind;
  @Column('text', { array: true })
  topics: string[];
  @Column('text', { array: true })
  aliases: string[];
  @Column('uuid', { name: 'supervisor_id', nullable: true })
  supervisorId: string | null;
  @Column('uuid', { name: 'spokesperson_id', nullable: true })
  spokespersonId: string | null;
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto: string | null;
  @Column({ type: 'timestamptz', name: 'merged_at', nullable: true })
  mergedAt: Date | null;
  @Column('boolean')
  active: boolean;
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
