// The pages of understanding and the right each needs.
import type { RouteObject } from 'react-router';
import { paths } from '../shared/paths';
import { page } from '../shared/routing';

export const routes: RouteObject[] = [
  page(paths.incidents, () => import('./Incidents').then((m) => m.Incidents), { rights: ['incident.read'] }),
  page(paths.bursts, () => import('./Bursts').then((m) => m.Bursts), { rights: ['incident.read'] }),
  page(paths.rules, () => import('./Rules').then((m) => m.Rules), { rights: ['rule.read'] }),
  page(paths.messages, () => import('./Messages').then((m) => m.Messages), { rights: ['message.read'] }),
  page(paths.model, () => import('./Models').then((m) => m.Models), { rights: ['model.read'] }),
  page(paths.modelOf(':id'), () => import('./ModelPage').then((m) => m.ModelPage), {
    rights: ['model.read'],
  }),
  page(paths.message(':id'), () => import('./MessagePage').then((m) => m.MessagePage), {
    rights: ['message.read'],
  }),
  page(paths.consultation(':id'), () => import('./ConsultationPage').then((m) => m.ConsultationPage), {
    rights: ['consultation.read'],
  }),
  page('/consultations/new', () => import('./ConsultationPage').then((m) => m.NewConsultation), {
    rights: ['consultation.keep'],
  }),
  page(paths.consultationTasks, () => import('./ConsultationTasks').then((m) => m.ConsultationTasks), {
    rights: ['consultation.read'],
  }),
  page(paths.policyRisks, () => import('./PolicyRisks').then((m) => m.PolicyRisks), {
    rights: ['policy-risk.read'],
  }),
  page('/policy-risks/new', () => import('./PolicyRiskPage').then((m) => m.NewPolicyRisk), {
    rights: ['policy-risk.draft'],
  }),
  page(paths.policyRisk(':id'), () => import('./PolicyRiskPage').then((m) => m.PolicyRiskPage), {
    rights: ['policy-risk.read'],
  }),
];
