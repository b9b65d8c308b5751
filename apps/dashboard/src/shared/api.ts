// How a component asks the server and acts on it: typed questions that are kept fresh, acts that say what went wrong.
import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Answer, RouteName } from '#contract';
import { asProblem, call, type Input, ProblemError } from './client';
import { refresh } from './refresh';
import { sameActs } from './same-act';
import { useWords } from './words';

export { asProblem, call, download, type Input, ProblemError, saveAs, upload, urlOf } from './client';
export { refresh } from './refresh';

/** Refusals are final; only a lost connection or a failing server is asked again. */
const worthRetrying = (failures: number, thrown: Error) =>
  failures < 2 && !(thrown instanceof ProblemError && thrown.status >= 400 && thrown.status < 500);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: worthRetrying, refetchOnWindowFocus: true } },
});

export const keyOf = <N extends RouteName>(name: N, input?: Input<N>): QueryKey =>
  input === undefined ? [name] : [name, input];

type AskOptions<N extends RouteName> = {
  /** False: not yet (something it needs is not known). */
  when?: boolean;
  /** Ask again every so many milliseconds; a function may look at the answer so far (0 = stop). */
  every?: number | ((answer: Answer<N> | undefined) => number);
  staleMs?: number;
};

/** Asks a route and keeps the answer; while the input changes the old answer stays on the page. */
export function useAsk<N extends RouteName>(name: N, input: Input<N>, options: AskOptions<N> = {}) {
  const { when = true, every, staleMs } = options;
  return useQuery<Answer<N>, ProblemError>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => call(name, input, signal),
    enabled: when,
    placeholderData: keepPreviousData,
    ...(staleMs === undefined ? {} : { staleTime: staleMs }),
    ...(every === undefined
      ? {}
      : {
          refetchInterval: (query: { state: { data: Answer<N> | undefined } }) =>
            (typeof every === 'function' ? every(query.state.data) : every) || false,
        }),
  });
}

/** Routes that answer by pages. */
export type PagedRoute = {
  [N in RouteName]: Answer<N> extends { items: unknown[]; next: string | null } ? N : never;
}[RouteName];
type ItemOf<N extends PagedRoute> = Answer<N> extends { items: (infer I)[] } ? I : never;

/** Asks a list page by page, again every so many milliseconds where told: `items` so far, `more()` for the next page, `hasMore`, `total` where the server counts. */
export function useAskPages<N extends PagedRoute>(
  name: N,
  input: Input<N>,
  options: { when?: boolean; every?: number } = {},
) {
  type OnePage = { items: ItemOf<N>[]; next: string | null; total?: number | null };
  const asked = useInfiniteQuery({
    queryKey: [name, input, 'pages'] as QueryKey,
    queryFn: async ({ pageParam, signal }) => {
      const given = input as { query?: Record<string, unknown> };
      const query = { ...given.query, ...(pageParam ? { cursor: pageParam } : {}) };
      return (await call(name, { ...input, query } as Input<N>, signal)) as unknown as OnePage;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: OnePage) => last.next,
    enabled: options.when ?? true,
    refetchInterval: options.every ?? false,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
  return {
    items,
    /** The first page whole, with what it says beside its items. */
    first: (asked.data?.pages[0] ?? null) as unknown as Answer<N> | null,
    total: asked.data?.pages[0]?.total ?? null,
    hasMore: asked.hasNextPage,
    more: () => void asked.fetchNextPage(),
    loadingMore: asked.isFetchingNextPage,
    isPending: asked.isPending,
    isFetching: asked.isFetching,
    error: asked.error ? asProblem(asked.error) : null,
    refetch: asked.refetch,
  };
}

/** What a change in one room makes old in others, by the first word of the route's name. */
const touches: Record<string, readonly string[]> = {
  setup: ['session', 'departments'],
  session: ['session'],
  departments: ['departments', 'officers', 'matrix', 'roster', 'posts', 'incidents', 'duties'],
  officers: ['officers', 'departments', 'session', 'posts', 'roster'],
  desks: ['roster'],
  shifts: ['roster'],
  swaps: ['roster'],
  posts: ['posts', 'roster'],
  absences: ['posts', 'roster'],
  matrix: ['matrix'],
  agencies: ['agencies', 'departments'],
  organisation: ['departments', 'officers', 'matrix', 'roster', 'posts', 'agencies', 'ledger'],
  jurisdictions: ['jurisdictions', 'departments'],
  tokens: ['tokens'],
  hooks: ['hooks'],
  rules: ['rules', 'wordlists', 'ledger'],
  wordlists: ['rules', 'wordlists', 'ledger'],
  partners: ['partners', 'deliveries'],
  deliveries: ['partners', 'deliveries'],
  sources: ['sources', 'messages'],
  imports: ['imports', 'mappings', 'messages', 'incidents', 'figures'],
  searches: ['searches'],
  messages: ['messages', 'incidents', 'figures', 'corrections', 'models', 'relabellings'],
  models: ['models', 'relabellings', 'ledger'],
  relabellings: ['relabellings', 'messages'],
  incidents: ['incidents', 'messages', 'duties', 'steps', 'figures', 'ledger'],
  assessments: ['incidents', 'messages', 'duties', 'steps', 'figures', 'ledger'],
  consultations: ['consultations', 'incidents', 'ledger'],
  policyRisks: ['policyRisks', 'ledger'],
  changes: ['changes', 'calendar', 'packs', 'starts', 'duties', 'figures', 'ledger'],
  duties: ['duties', 'escalations', 'incidents', 'figures', 'ledger'],
  orders: ['orders', 'ledger'],
  steps: ['steps', 'incidents', 'ledger'],
  plans: ['plans', 'steps', 'ledger'],
  drills: ['drills', 'ledger'],
  ladder: ['ladder', 'ledger'],
  escalations: ['escalations', 'ledger'],
  noticeChannels: ['noticeChannels', 'notices', 'ladder'],
  notices: ['notices', 'noticeChannels'],
  noticeSettings: ['noticeSettings', 'ladder'],
  releases: ['releases', 'duties', 'incidents', 'figures', 'ledger'],
  ledger: ['ledger'],
  alerts: ['alerts'],
};

type ActOptions<N extends RouteName> = {
  /** A short sentence shown when it is done. */
  done?: string;
  onDone?: (answer: Answer<N>, input: Input<N>) => void;
  /** Handles the problem itself and returns true; else its sentence is shown. */
  onProblem?: (problem: ProblemError) => boolean;
};

/** An act upon the server: a double click sends once; shows the problem's sentence in the viewer's language, and refreshes what it touched. */
export function useAct<N extends RouteName>(name: N, options: ActOptions<N> = {}) {
  const { message } = App.useApp();
  const { lang } = useWords();
  const client = useQueryClient();
  const mutation = useMutation<Answer<N>, Error, Input<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: (answer, input) => {
      const room = name.split('.')[0] ?? '';
      refresh(client, touches[room] ?? [room]);
      if (options.done) void message.success(options.done);
      options.onDone?.(answer, input);
    },
    onError: (thrown) => {
      const problem = asProblem(thrown);
      if (!options.onProblem?.(problem)) void message.error(problem.in(lang), 6);
    },
  });
  const [once] = useState(sameActs<Input<N>, Answer<N> | null>);
  const { mutateAsync } = mutation;
  /** A promise that resolves to null where it failed (the sentence has been shown). */
  const actAsync = useCallback(
    (input: Input<N>) => once(input, (given) => mutateAsync(given).catch(() => null)),
    [once, mutateAsync],
  );
  const act = useCallback((input: Input<N>): void => void actAsync(input), [actAsync]);
  return {
    act,
    actAsync,
    acting: mutation.isPending,
    problem: mutation.error ? asProblem(mutation.error) : null,
  };
}
