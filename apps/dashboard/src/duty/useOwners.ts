// Who may be given a task: the active departments, and the officers in post of one.
import { useAsk } from '../shared/api';

type Option = { value: string; label: string };
export function useOwners(): {
  departments: Option[];
  officersOf: (departmentId?: string) => Option[];
  loading: boolean;
} {
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const officers = useAsk('officers.list', {}, { staleMs: 300_000 });
  return {
    loading: departments.isPending || officers.isPending,
    departments: (departments.data?.items ?? [])
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ value: id, label: name })),
    officersOf: (departmentId) =>
      (officers.data?.items ?? [])
        .filter((one) => one.active && departmentId && one.departmentId === departmentId)
        .map(({ id, name }) => ({ value: id, label: name })),
  };
}
