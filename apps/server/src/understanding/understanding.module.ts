// Wires the room of understanding.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BurstService } from './burst.service';
import { BurstStore } from './burst.store';
import { BurstWatch } from './burst.watch';
import { BurstsController } from './bursts.controller';
import { Grouping } from './grouping';
import { GroupingStore } from './grouping.store';
import { GroupingMemory } from './grouping-memory';
import { HeatSchedule } from './heat.schedule';
import { HeatStore } from './heat.store';
import { IncidentController } from './incident.controller';
import { IncidentDesk } from './incident.desk';
import { IncidentRow } from './incident.row';
import { IncidentService } from './incident.service';
import { IncidentStore } from './incident.store';
import { IncidentListService } from './incident-list.service';
import { IncidentListStore } from './incident-list.store';
import { LabelStore } from './label.store';
import { MembershipService } from './membership.service';
import { MessageController } from './message.controller';
import { MessageService } from './message.service';
import { MessageStore } from './message.store';
import { MessageHourStore } from './message-hour.store';
import { MessageLabelRow } from './message-label.row';
import { openReader, Reader } from './reader';
import { Rereading } from './rereading';
import { RereadingStore } from './rereading.store';
import { RuleRow, WordListRow } from './rule.row';
import { RuleService } from './rule.service';
import { RuleStore } from './rule.store';
import { RuleHitStore } from './rule-hit.store';
import { RuleRaisedService } from './rule-raised.service';
import { RuleTrialService } from './rule-trial.service';
import { RuleTrialStore } from './rule-trial.store';
import { RulesController } from './rules.controller';
import { RulesFollow } from './rules.follow';
import { UnderstandingFollow } from './understanding.follow';
import { WordListService } from './word-list.service';
import { WordListsController } from './word-lists.controller';

@Module({
  imports: [TypeOrmModule.forFeature([IncidentRow, MessageLabelRow, RuleRow, WordListRow])],
  controllers: [
    MessageController,
    IncidentController,
    RulesController,
    WordListsController,
    BurstsController,
  ],
  providers: [
    { provide: Reader, useFactory: openReader },
    UnderstandingFollow,
    Rereading,
    RereadingStore,
    Grouping,
    GroupingMemory,
    HeatSchedule,
    IncidentDesk,
    IncidentService,
    IncidentListService,
    MembershipService,
    MessageService,
    GroupingStore,
    HeatStore,
    IncidentStore,
    IncidentListStore,
    LabelStore,
    MessageStore,
    RuleStore,
    RuleService,
    WordListService,
    RuleHitStore,
    RuleRaisedService,
    RuleTrialStore,
    RuleTrialService,
    RulesFollow,
    MessageHourStore,
    BurstStore,
    BurstWatch,
    BurstService,
  ],
})
export class UnderstandingModule {}
