// What a change made old is asked for again, whenever the change came.
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { refresh } from './refresh';

const turn = () => new Promise((done) => setImmediate(done));

/** A list on the page: what it shows, how often it was asked for, and its answers, each as it stood when it was asked. */
function page(key: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const there: string[] = [];
  const answers: (() => void)[] = [];
  const ask = jest.fn(() => {
    const read = [...there];
    return new Promise<string[]>((done) => answers.push(() => done(read)));
  });
  const observer = new QueryObserver(client, { queryKey: [key], queryFn: ask });
  const leave = observer.subscribe(() => {});
  const answer = async () => {
    answers.shift()?.();
    await turn();
    await turn();
  };
  return { client, there, ask, answer, leave, shown: () => observer.getCurrentResult().data };
}

test('what was added while the first answer was on its way is shown', async () => {
  const { client, there, ask, answer, leave, shown } = page('tokens.list');
  there.push('热线平台');
  refresh(client, ['tokens']);
  expect(ask).toHaveBeenCalledTimes(1);
  await answer();
  await answer();
  expect(shown()).toEqual(['热线平台']);
  expect(ask).toHaveBeenCalledTimes(2);
  leave();
});

test('what is shown already is asked for at once, what is of another room is not', async () => {
  const { client, there, ask, answer, leave, shown } = page('tokens.list');
  await answer();
  there.push('热线平台');
  refresh(client, ['hooks']);
  expect(ask).toHaveBeenCalledTimes(1);
  refresh(client, ['tokens']);
  await answer();
  expect(shown()).toEqual(['热线平台']);
  expect(ask).toHaveBeenCalledTimes(2);
  leave();
});
