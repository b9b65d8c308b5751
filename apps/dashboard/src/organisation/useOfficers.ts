// The officers in post, as the options of a choice.
import { useAsk } from '../shared/api';

/** `jurisdictionId`: only those of one jurisdiction. */
export function useOfficers(jurisdictionId?: string) {
  const { data } = useAsk('officers.list', {}, { staleMs: 60_000 });
  return (data?.items ?? [])
    .filter((one) => one.active && (!jurisdictionId || one.jurisdictionId === jurisdictionId))
    .map((one) => ({
      value: one.id,
      label: [one.name, one.post, one.departmentName].filter(Boolean).join(' · '),
    }));
}
