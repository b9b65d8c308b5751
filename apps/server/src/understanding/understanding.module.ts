// Wires the room of understanding.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentController } from './assessment.controller';
import { AssessmentRow } from './assessment.row';
import { AssessmentService } from './assessment.service';
import { AssessmentStore } from './assessment.store';
import { ConsultationController } from './consultation.controller';
import { ConsultationRow } from './consultation.row';
import { ConsultationService } from './consultation.service';
import { ConsultationStore } from './consultation.store';
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
import { MessageLabelRow } from './message-label.row';
import { PolicyRiskController } from './policy-risk.controller';
import { PolicyRiskRow } from './policy-risk.row';
import { PolicyRiskService } from './policy-risk.service';
import { PolicyRiskStore } from './policy-risk.store';
import { openReader, Reader } from './reader';
import { Reckoning } from './reckoning';
import { Rereading } from './rereading';
import { RereadingStore } from './rereading.store';
import { TitleStore } from './title.store';
import { TollStore } from './toll.store';
import { UnderstandingFollow } from './understanding.follow';
import { UndoService } from './undo.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([IncidentRow, MessageLabelRow, AssessmentRow, ConsultationRow, PolicyRiskRow]),
  ],
  controllers: [
    MessageController,
    IncidentController,
    AssessmentController,
    ConsultationController,
    PolicyRiskController,
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
    Reckoning,
    UndoService,
    AssessmentService,
    AssessmentStore,
    TollStore,
    ConsultationService,
    ConsultationStore,
    PolicyRiskService,
    PolicyRiskStore,
    TitleStore,
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
