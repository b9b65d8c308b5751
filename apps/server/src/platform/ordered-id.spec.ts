// Ids of a later instant come later, those of one instant in the order in which they were made, and all are UUIDs of version 7.
import { orderedId } from './ordered-id';

test('in the order of their making, none twice, in the form of version 7', () => {
  const ids = Array.from({ length: 5000 }, (_, i) =>
    orderedId(new Date(1_800_000_000_000 + Math.floor(i / 1000))),
  );
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(5000);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
