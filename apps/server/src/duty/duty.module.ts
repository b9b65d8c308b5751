// Wires the room of duty.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CardStore } from './cards.store';
import { ClockRow } from './clock.row';
import { ClockService } from './clock.service';
import { ClockStore } from './clock.store';
import { ClockListStore } from './clock-list.store';
import { DutyController } from './duty.controller';
import { DutyFollow } from './duty.follow';
import { Opening } from './opening';
import { SweepService } from './sweep.service';

@Module({
  imports: [TypeOrmModule.forFeature([ClockRow])],
  controllers: [DutyController],
  providers: [ClockStore, ClockListStore, CardStore, Opening, ClockService, SweepService, DutyFollow],
})
export class DutyModule {}
