// Ids of a later instant come later, those of one instant differ, and all are UUIDs of version 7.
import { orderedId } from './ordered-id';

test('in order of time, none twice, in the form of version 7', () => {
  const ids = Array.from({ length: 500 }, (_, i) =>
    orderedId(new Date(1_800_000_000_000 + Math.floor(i / 100))),
  );
  const steps = [0, 100, 200, 300, 400].map((from) => ids.slice(from, from + 100).sort());
  expect(steps.flat()).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(500);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
