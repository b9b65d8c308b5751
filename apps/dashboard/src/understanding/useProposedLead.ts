// Which department the rules would name for an incident: the same rules as the server's, read beforehand for the dialogue.
import { useMemo } from 'react';
import type { Answer, IncidentCard } from '#contract';
import { type EmergencyKind, proposeResponsible } from '../../../../libs/organisation/responsible';
import { useAsk } from '../shared/api';

type Department = Answer<'departments.list'>['items'][number];
const kinds: readonly string[] = ['自然灾害', '事故灾难', '公共卫生', '社会安全'] satisfies EmergencyKind[];
const isKind = (kind: string | null): kind is EmergencyKind => kind !== null && kinds.includes(kind);

export type ProposedLead = { name: string | null; why: { zh: string; en: string }; clause: string };

function propose(
  incident: IncidentCard,
  level: IncidentCard['level'],
  departments: Department[],
): ProposedLead {
  const { leadId, reason, clause } = proposeResponsible({
    topic: incident.topic,
    areas: incident.areas,
    emergencyKind: isKind(incident.emergencyKind) ? incident.emergencyKind : null,
    level,
    departments,
  });
  const name = departments.find(({ id }) => id === leadId)?.name ?? null;
  return { name, why: reason, clause: `${clause.document} ${clause.article}` };
}

/** The active departments, and the one proposed at this level; `proposed` is null until the departments are known. */
export function useProposedLead(incident: IncidentCard, level: IncidentCard['level']) {
  const { data } = useAsk('departments.list', {}, { staleMs: 600_000 });
  return useMemo(() => {
    const departments = (data?.items ?? []).filter(({ active }) => active);
    return {
      departments,
      proposed: departments.length > 0 ? propose(incident, level, departments) : null,
    };
  }, [data, incident, level]);
}
