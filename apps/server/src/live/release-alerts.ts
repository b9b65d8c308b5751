// What is told of releases: that one waits for review, is out, or was taken back.
import type { FactKind } from '#contract';
import type { Rule } from './alert-rule';
import { always } from './alert-words';

type Kind = Extract<FactKind, `release.${string}`>;
const releaseId = (body: { releaseId: string }) => body.releaseId;

export const releaseAlerts: { [K in Kind]: Rule<K> | null } = {
  'release.drafted': null,
  'release.edited': null,
  'release.submitted': {
    kind: 'release.submitted',
    subject: 'release',
    id: releaseId,
    severity: always('notice'),
    text: ({ edition }) => ({
      zh: `发布稿第 ${edition} 版已提交，等待审查。`,
      en: `Edition ${edition} has been submitted and awaits review.`,
    }),
  },
  'release.reviewed': null,
  'release.returned': null,
  'release.approved': null,
  'release.published': {
    kind: 'release.published',
    subject: 'release',
    id: releaseId,
    severity: always('notice'),
    text: ({ edition, place, url }) => ({
      zh: `第 ${edition} 版已发布${place ? `（${place}）` : ''}：${url}`,
      en: `Edition ${edition} is published${place ? ` (${place})` : ''}: ${url}`,
    }),
  },
  'release.withdrawn': {
    kind: 'release.withdrawn',
    subject: 'release',
    id: releaseId,
    severity: always('warning'),
    text: ({ edition, reason }) => ({
      zh: `第 ${edition} 版已撤回。理由：${reason}`,
      en: `Edition ${edition} has been withdrawn. Reason: ${reason}`,
    }),
  },
};
