// Wires the room of duty.
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Workdays } from '../platform/workdays';
import { CalendarDays } from './calendar-days';
import { CardStore } from './cards.store';
import { ChangeContent } from './change.content';
import { ChangeService } from './change.service';
import { ChangeStore } from './change.store';
import { ClockRow } from './clock.row';
import { ClockService } from './clock.service';
import { ClockStore } from './clock.store';
import { ClockListStore } from './clock-list.store';
import { DrillClimbs } from './drill.climb';
import { DrillClocks } from './drill.clocks';
import { DrillHistory } from './drill.history';
import { DrillPlay } from './drill.play';
import { DrillService } from './drill.service';
import { DrillStore } from './drill.store';
import { DrillSweep } from './drill.sweep';
import { DrillClockStore } from './drill-clock.store';
import { DrillsController } from './drills.controller';
import { DueStore } from './due.store';
import { DutyController } from './duty.controller';
import { DutyFollow } from './duty.follow';
import { HotlineService } from './hotline.service';
import { HotlineStore } from './hotline.store';
import { Left } from './left';
import { LeftStore } from './left.store';
import { Levels } from './level';
import { MatterAnswers } from './matter.answers';
import { MatterImport } from './matter.import';
import { MatterJoins } from './matter.joins';
import { MatterService } from './matter.service';
import { MatterStore } from './matter.store';
import { MattersController } from './matters.controller';
import { MergerStore } from './merger.store';
import { Opening } from './opening';
import { OrderRow } from './order.row';
import { OrderService } from './order.service';
import { OrderStore } from './order.store';
import { OrderSweep } from './order.sweep';
import { OrderBookService } from './order-book.service';
import { OrdersController } from './orders.controller';
import { OutlookController } from './outlook.controller';
import { OutlookService } from './outlook.service';
import { OutlookStore } from './outlook.store';
import { PlanFollow } from './plan.follow';
import { PlanService } from './plan.service';
import { PlanStore } from './plan.store';
import { PlansController } from './plans.controller';
import { RulesController } from './rules.controller';
import { RulesService } from './rules.service';
import { RulesStore } from './rules.store';
import { StartStore } from './start.store';
import { StepService } from './step.service';
import { StepStore } from './step.store';
import { StepSweep } from './step.sweep';
import { StepDueStore } from './step-due.store';
import { StepsController } from './steps.controller';
import { SweepService } from './sweep.service';
import { TrendService } from './trend.service';
import { TrendStore } from './trend.store';

const clocks = [
  ClockStore,
  ClockListStore,
  CardStore,
  DueStore,
  Opening,
  Left,
  LeftStore,
  Levels,
  ClockService,
  SweepService,
  TrendService,
  TrendStore,
  DutyFollow,
  MergerStore,
];
const rules = [
  HotlineStore,
  HotlineService,
  OutlookStore,
  OutlookService,
  RulesStore,
  StartStore,
  ChangeStore,
  ChangeContent,
  ChangeService,
  RulesService,
];
const matters = [MatterStore, MatterAnswers, MatterJoins, MatterService, MatterImport];
const orders = [OrderStore, OrderService, OrderSweep, OrderBookService];
const steps = [StepStore, StepService, StepDueStore, StepSweep];
const plans = [PlanStore, PlanService, PlanFollow];
const drills = [
  DrillStore,
  DrillClockStore,
  DrillHistory,
  DrillClimbs,
  DrillClocks,
  DrillPlay,
  DrillService,
  DrillSweep,
];
// Global for the one port it fills: which days are worked.
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ClockRow, OrderRow])],
  controllers: [
    DutyController,
    RulesController,
    OutlookController,
    MattersController,
    OrdersController,
    StepsController,
    PlansController,
    DrillsController,
  ],
  providers: [
    ...clocks,
    ...rules,
    ...matters,
    ...orders,
    ...steps,
    ...plans,
    ...drills,
    { provide: Workdays, useClass: CalendarDays },
  ],
  exports: [Workdays],
})
export class DutyModule {}
