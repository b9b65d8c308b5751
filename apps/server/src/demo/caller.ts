// A caller of the API, typed by the contract: with a cookie jar and the CSRF token, or with a bearer token. Plays the people of the demo and of the tests.
import {
  type Answer,
  allRoutes,
  type Problem,
  type Request,
  type RouteName,
  type RouteSpec,
  type Session,
} from '#contract';

export class ProblemAnswer extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.code}: ${problem.detailEn}`);
  }
}

type Asked = { params?: unknown; query?: unknown; body?: unknown };
type Ask<N extends RouteName> = Partial<Request<N>>;

export class Caller {
  private cookie = '';
  session: Session | null = null;

  constructor(
    readonly url: string,
    private readonly bearer?: string,
  ) {}

  /** Calls a route; throws `ProblemAnswer` on any refusal. */
  async call<N extends RouteName>(name: N, asked: Ask<N> = {}): Promise<Answer<N>> {
    const res = await this.send(name, asked as Asked);
    const text = await res.text();
    const value: unknown = text ? JSON.parse(text) : undefined;
    if (!res.ok) throw new ProblemAnswer(res.status, value as Problem);
    const shape = (allRoutes[name] as RouteSpec).answer;
    // What the server says must be what the contract says.
    return (shape ? shape.parse(value) : undefined) as Answer<N>;
  }

  /** The problem that a call meets; fails when it succeeds. */
  async refused<N extends RouteName>(
    name: N,
    asked: Ask<N> = {},
  ): Promise<{ status: number; code: string; problem: Problem }> {
    try {
      await this.call(name, asked);
    } catch (thrown) {
      if (thrown instanceof ProblemAnswer)
        return { status: thrown.status, code: thrown.problem.code, problem: thrown.problem };
      throw thrown;
    }
    throw new Error(`${name} was expected to be refused, but went through`);
  }

  async signIn(name: string, password: string): Promise<Session> {
    this.session = await this.call('session.open', { body: { name, password } });
    return this.session;
  }

  /** Any request, with this caller's cookie and CSRF token unless overridden. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie && !headers.has('cookie')) headers.set('cookie', this.cookie);
    if (this.bearer && !headers.has('authorization')) headers.set('authorization', `Bearer ${this.bearer}`);
    if (this.session && !headers.has('x-csrf-token')) headers.set('x-csrf-token', this.session.csrfToken);
    const res = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' });
    const set = res.headers.getSetCookie().find((c) => c.startsWith('wenying.sid='));
    if (set) this.cookie = set.split(';')[0]!;
    return res;
  }

  /** The headers with which a socket of this caller connects. */
  get headers(): Record<string, string> {
    return {
      ...(this.cookie ? { cookie: this.cookie } : {}),
      ...(this.bearer ? { authorization: `Bearer ${this.bearer}` } : {}),
    };
  }

  private send(name: RouteName, { params, query, body }: Asked): Promise<Response> {
    const route: RouteSpec = allRoutes[name];
    const path = route.path.replace(/:(\w+)/g, (_, key: string) =>
      encodeURIComponent(String((params as Record<string, unknown>)[key])),
    );
    const search = new URLSearchParams(
      Object.entries((query ?? {}) as Record<string, unknown>)
        .filter(([, v]) => v !== undefined)
        .map(([k, v]): [string, string] => [k, String(v)]),
    );
    return this.fetch(`${path}${search.size ? `?${search}` : ''}`, {
      method: route.method,
      ...(route.body && !route.raw
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }
        : {}),
    });
  }
}
