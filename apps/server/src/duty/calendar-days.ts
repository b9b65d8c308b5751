// Tells the rooms before duty which days are worked, by the calendar in force.
import { Injectable } from '@nestjs/common';
import { isWorkday } from '#duty';
import type { Tx } from '../platform/commit';
import { Workdays } from '../platform/workdays';
import { RulesStore } from './rules.store';

@Injectable()
export class CalendarDays extends Workdays {
  constructor(private readonly rules: RulesStore) {
    super();
  }

  async works(db: Pick<Tx, 'query'>): Promise<(day: string) => boolean> {
    const calendar = await this.rules.calendar(db);
    return (day) => isWorkday(day, calendar);
  }
}
