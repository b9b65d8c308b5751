// The doors to consultations on an incident.
import { Controller } from '@nestjs/common';
import type { Answer, Consultation, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { ConsultationService } from './consultation.service';
import { TaskService } from './consultation-task.service';

@Controller()
export class ConsultationController {
  constructor(
    private readonly consultations: ConsultationService,
    private readonly tasked: TaskService,
  ) {}

  @Route('consultations.list')
  @Requires('consultation.read')
  list(
    @Input() { params }: In<'consultations.list'>,
    @Who() who: Principal,
  ): Promise<Answer<'consultations.list'>> {
    return this.consultations.list(who, params.id);
  }

  @Route('consultations.tasks')
  @Requires('consultation.read')
  tasks(
    @Input() { query }: In<'consultations.tasks'>,
    @Who() who: Principal,
  ): Promise<Answer<'consultations.tasks'>> {
    return this.tasked.list(who, query);
  }

  @Route('consultations.read')
  @Requires('consultation.read')
  read(@Input() { params }: In<'consultations.read'>, @Who() who: Principal): Promise<Consultation> {
    return this.consultations.read(who, params.id);
  }

  @Route('consultations.draft')
  @Requires('consultation.keep')
  draft(@Input() { params, body }: In<'consultations.draft'>, @Who() who: Principal): Promise<Consultation> {
    return this.consultations.draft(who, params.id, body);
  }

  @Route('consultations.save')
  @Requires('consultation.keep')
  save(@Input() { params, body }: In<'consultations.save'>, @Who() who: Principal): Promise<Consultation> {
    return this.consultations.save(who, params.id, body);
  }

  @Route('consultations.close')
  @Requires('consultation.keep')
  close(@Input() { params, body }: In<'consultations.close'>, @Who() who: Principal): Promise<Consultation> {
    return this.consultations.close(who, params.id, body.edition);
  }

  @Route('consultations.add')
  @Requires('consultation.keep')
  add(@Input() { params, body }: In<'consultations.add'>, @Who() who: Principal): Promise<Consultation> {
    return this.consultations.add(who, params.id, body.words);
  }

  /** Whoever takes up what their department owes; whose task it is, the service asks. */
  @Route('consultations.taskDone')
  @Requires('duty.acknowledge')
  taskDone(@Input() { params }: In<'consultations.taskDone'>, @Who() who: Principal): Promise<Consultation> {
    return this.consultations.taskDone(who, params.id, params.taskId);
  }
}
