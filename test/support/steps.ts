// For tests that close an incident: both of its lanes done and its effect evaluated, as people would do it.
import type { Client } from './client';

/** Plans one task a lane, finishes both and evaluates; `staff` is of the news office. */
export async function doneInStep(staff: Client, incidentId: string): Promise<void> {
  const params = { id: incidentId };
  const departments = await staff.call('departments.list');
  const task = {
    departmentId: departments.items.find(({ kind }) => kind === 'department')!.id,
    officerId: null,
    dueAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const { items } = await staff.call('steps.plan', {
    params,
    body: {
      tasks: [
        { ...task, lane: 'handling', what: '现场处置' },
        { ...task, lane: 'response', what: '发布情况说明' },
      ],
    },
  });
  for (const { id } of items)
    await staff.call('steps.finish', { params: { id }, body: { result: '已完成。' } });
  await staff.call('steps.evaluate', {
    params,
    body: {
      verdicts: { timely: 'good', accurate: 'good', complete: 'fair', effective: 'good' },
      conclusion: '回应及时，处置到位。',
      lessons: '',
    },
  });
}
