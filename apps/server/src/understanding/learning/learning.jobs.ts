// The jobs of learning, declared to the queue: training a model, labelling many messages anew.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs';
import { RelabellingService } from './relabelling.service';
import { TrainingRun } from './training.run';

@Injectable()
export class LearningJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly training: TrainingRun,
    private readonly relabellings: RelabellingService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('model.train', ({ modelId }, job) => this.training.run(modelId, job));
    this.jobs.define('labels.relabel', ({ relabellingId }, job) => this.relabellings.run(relabellingId, job));
  }
}
