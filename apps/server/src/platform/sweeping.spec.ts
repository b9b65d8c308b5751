// Who asks for a sweep gets what is due by then; the schedule joins the one that is under way; stopping waits for both.
import { Sweeping } from './sweeping';

/** Each sweep takes what lies there when it begins, and ends when it is told. */
function work() {
  const due: string[] = [];
  const swept: string[][] = [];
  const ends: (() => void)[] = [];
  const sweeping = new Sweeping('test', (stopped) => {
    if (stopped()) return Promise.resolve(0);
    const taken = due.splice(0);
    swept.push(taken);
    return new Promise((done) => ends.push(() => done(taken.length)));
  });
  const endOne = async () => {
    ends.shift()?.();
    await new Promise((done) => setImmediate(done));
  };
  return { sweeping, due, swept, endOne };
}

test('what fell due after a sweep began is found by who asks for it meanwhile, in one further sweep for all who ask', async () => {
  const { sweeping, due, swept, endOne } = work();
  const scheduled = sweeping.tick();
  due.push('井盖');
  const asked = [sweeping.sweep(), sweeping.sweep()];
  await endOne();
  await endOne();
  expect(await Promise.all(asked)).toEqual([1, 1]);
  await scheduled;
  expect(swept).toEqual([[], ['井盖']]);
});

test('the schedule joins what is under way', async () => {
  const { sweeping, swept, endOne } = work();
  const both = [sweeping.tick(), sweeping.tick()];
  await endOne();
  await Promise.all(both);
  expect(swept).toHaveLength(1);
});

test('a sweep that failed keeps nobody from the next', async () => {
  let tries = 0;
  const sweeping = new Sweeping('test', () => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('away')) : Promise.resolve(7);
  });
  const failed = sweeping.sweep();
  const next = sweeping.sweep();
  await expect(failed).rejects.toThrow('away');
  expect(await next).toBe(7);
});

test('stopping waits for what runs and begins nothing more', async () => {
  const { sweeping, due, swept, endOne } = work();
  void sweeping.tick();
  due.push('路灯');
  const asked = sweeping.sweep();
  const stopped = sweeping.stop();
  await endOne();
  await stopped;
  expect(await asked).toBe(0);
  expect(swept).toEqual([[]]);
});
