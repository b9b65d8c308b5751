// Wires the room of understanding.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AboutStore } from './about.store';
import { AnsweringStore } from './answering.store';
import { AssessmentController } from './assessment.controller';
import { AssessmentRow } from './assessment.row';
import { AssessmentService } from './assessment.service';
import { AssessmentStore } from './assessment.store';
import { BurstService } from './burst.service';
import { BurstStore } from './burst.store';
import { BurstWatch } from './burst.watch';
import { BurstTrial } from './burst-trial.service';
import { BurstsController } from './bursts.controller';
import { ConsultationController } from './consultation.controller';
import { ConsultationRow } from './consultation.row';
import { ConsultationService } from './consultation.service';
import { ConsultationStore } from './consultation.store';
import { TaskService } from './consultation-task.service';
import { TaskStore } from './consultation-task.store';
import { ErasedStore } from './erased.store';
import { FindingStore } from './finding.store';
import { Grouping } from './grouping';
import { GroupingStore } from './grouping.store';
import { GroupingMemory } from './grouping-memory';
import { HeatSchedule } from './heat.schedule';
import { HeatStore } from './heat.store';
import { HintStore } from './hint.store';
import { IncidentController } from './incident.controller';
import { IncidentDesk } from './incident.desk';
import { IncidentRow } from './incident.row';
import { IncidentService } from './incident.service';
import { IncidentStore } from './incident.store';
import { IncidentListService } from './incident-list.service';
import { IncidentListStore } from './incident-list.store';
import { Indexing } from './indexing';
import { IndexingStore } from './indexing.store';
import { LabelStore } from './label.store';
import { Labelling } from './labelling';
import { LabellingFollow } from './labelling.follow';
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
import { MergerStore } from './merger.store';
import { MergersFollow } from './mergers.follow';
import { MessageController } from './message.controller';
import { MessageService } from './message.service';
import { MessageStore } from './message.store';
import { MessageHourStore } from './message-hour.store';
import { MessageLabelRow } from './message-label.row';
import { PolicyRiskController } from './policy-risk.controller';
import { PolicyRiskRow } from './policy-risk.row';
import { PolicyRiskService } from './policy-risk.service';
import { PolicyRiskStore } from './policy-risk.store';
import { openReader, Reader } from './reader';
import { ReadingAhead } from './reading-ahead';
import { Reckoning } from './reckoning';
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
import { SavedSearchRow } from './saved-search.row';
import { SavedSearchService } from './saved-search.service';
import { SavedSearchStore } from './saved-search.store';
import { SearchIndexStore } from './search-index.store';
import { SearchesController } from './searches.controller';
import { TollStore } from './toll.store';
import { UnderstandingFollow } from './understanding.follow';
import { UndoService } from './undo.service';
import { WordListService } from './word-list.service';
import { WordListsController } from './word-lists.controller';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      IncidentRow,
      MessageLabelRow,
      SavedSearchRow,
      AssessmentRow,
      ConsultationRow,
      PolicyRiskRow,
      RuleRow,
      WordListRow,
      TopicModelRow,
    ]),
  ],
  controllers: [
    MessageController,
    SearchesController,
    IncidentController,
    AssessmentController,
    ConsultationController,
    PolicyRiskController,
    RulesController,
    WordListsController,
    BurstsController,
    CorrectionsController,
    ModelsController,
  ],
  providers: [
    AboutStore,
    ErasedStore,
    AnsweringStore,
    MergersFollow,
    MergerStore,
    { provide: Reader, useFactory: openReader },
    LabellingFollow,
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
    Labelling,
    ReadingAhead,
    Rereading,
    RereadingStore,
    Grouping,
    GroupingMemory,
    HeatSchedule,
    Indexing,
    SavedSearchService,
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
    TaskService,
    TaskStore,
    ConsultationStore,
    PolicyRiskService,
    PolicyRiskStore,
    MessageService,
    GroupingStore,
    HeatStore,
    IncidentStore,
    IncidentListStore,
    HintStore,
    IndexingStore,
    SavedSearchStore,
    LabelStore,
    SearchIndexStore,
    MessageStore,
    FindingStore,
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
    BurstTrial,
  ],
})
export class UnderstandingModule {}
