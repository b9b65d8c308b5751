// The columns of an officer.
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from '#organisation';

@Entity('officer')
export class OfficerRow {
  @PrimaryGeneratedColumn('uuid')
  id: string;
  @Column('uuid', { name: 'jurisdiction_id' })
  jurisdictionId: string;
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;
  @Column('text')
  name: string;
  @Column('text', { name: 'sign_in_name' })
  signInName: string;
  /** Null until they have chosen one. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;
  @Column('text')
  post: string;
  @Column('text', { array: true })
  roles: Role[];
  @Column('boolean')
  active: boolean;
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
  @Column('timestamptz', { name: 'last_signed_in_at', nullable: true })
  lastSignedInAt: Date | null;
}
