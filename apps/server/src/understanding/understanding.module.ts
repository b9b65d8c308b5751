// Wires the room of understanding.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
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
import { CorrectionService } from './learning/correction.service';
import { CorrectionStore } from './learning/correction.store';
import { CorrectionsController } from './learning/corrections.controller';
import { ExampleStore } from './learning/example.store';
import { LearningJobs } from './learning/learning.jobs';
import { LearningService } from './learning/learning.service';
import { ModelStore } from './learning/model.store';
import { ModelFiles } from './learning/model-files';
import { ModelsController } from './learning/models.controller';
import { RelabellingService } from './learning/relabelling.service';
import { RelabellingStore } from './learning/relabelling.store';
import { TopicModelRow } from './learning/topic-model.row';
import { openTrainer, Trainer } from './learning/trainer';
import { TrainingRun } from './learning/training.run';
import { MembershipService } from './membership.service';
import { MessageController } from './message.controller';
import { MessageService } from './message.service';
import { MessageStore } from './message.store';
import { MessageLabelRow } from './message-label.row';
import { openReader, Reader } from './reader';
import { Rereading } from './rereading';
import { RereadingStore } from './rereading.store';
import { UnderstandingFollow } from './understanding.follow';

@Module({
  imports: [TypeOrmModule.forFeature([IncidentRow, MessageLabelRow, TopicModelRow])],
  controllers: [MessageController, IncidentController, CorrectionsController, ModelsController],
  providers: [
    { provide: Reader, useFactory: openReader },
    { provide: Trainer, useFactory: openTrainer },
    CorrectionService,
    CorrectionStore,
    ExampleStore,
    LearningJobs,
    LearningService,
    ModelFiles,
    ModelStore,
    RelabellingService,
    RelabellingStore,
    TrainingRun,
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
  ],
})
export class UnderstandingModule {}
