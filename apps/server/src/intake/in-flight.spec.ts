// A sender is turned away while too much is in hand, and let in again afterwards.
import { Refusal } from '../platform/problem';
import { InFlight } from './in-flight';

test('too many rows at once are refused with the seconds to wait, and room is made again', async () => {
  const inFlight = new InFlight(1000);
  let finish = () => {};
  const first = inFlight.hold(900, () => new Promise<void>((resolve) => (finish = resolve)));
  const refused = await inFlight.hold(200, async () => 'in').catch((cause: unknown) => cause);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ status: 429, code: 'message.too-busy', more: { retryAfterSeconds: 2 } });
  expect(await inFlight.hold(100, async () => 'in')).toBe('in');
  finish();
  await first;
  expect(await inFlight.hold(1000, async () => 'in')).toBe('in');
});

test('a failure gives its room back', async () => {
  const inFlight = new InFlight(10);
  await expect(inFlight.hold(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inFlight.hold(10, async () => 'in')).toBe('in');
});
