// Speaks to the server by the contract: every route by its name, typed; problems as sentences a person can read.
import {
  type Answer,
  type Request as Asked,
  allRoutes,
  type Problem,
  type RouteName,
  type RouteSpec,
} from '#contract';
import { isHeldBy, lost } from './lost-session';
import { english } from './words/en';
import { zhCN } from './words/zh-CN';

type Part<K extends string, T> = [T] extends [undefined]
  ? { [P in K]?: undefined }
  : Record<string, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T };
/** What a caller must give: only the parts the route has, and only those with something required in them. */
export type Input<N extends RouteName> = Part<'params', Asked<N>['params']> &
  Part<'query', Asked<N>['query']> &
  Part<'body', Asked<N>['body']>;
type Loose = { params?: unknown; query?: unknown; body?: unknown };

/** A refusal or failure, with its sentence in both languages. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detailEn}`);
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
  /** The sentence to show. */
  in(lang: 'zh' | 'en'): string {
    return lang === 'en' ? this.problem.detailEn : this.problem.detail;
  }
}

const own = (code: string, key: 'network' | 'unreadable', status = 0) =>
  new ProblemError({
    type: `urn:wenying:problem:${code}`,
    title: zhCN.app.problem[key],
    status,
    code,
    detail: zhCN.app.problem[key],
    detailEn: english.app.problem[key],
  });

/** Whatever was thrown, as a problem that can be shown. */
export const asProblem = (thrown: unknown): ProblemError =>
  thrown instanceof ProblemError ? thrown : own('page.unreadable', 'unreadable');

let csrfToken: string | null = null;
export function keepCsrfToken(token: string | null): void {
  csrfToken = token;
}

export const specOf = (name: RouteName): RouteSpec => allRoutes[name];

/** The address of a route with its parameters and query filled in. */
export function urlOf(name: RouteName, input: Loose = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = specOf(name).path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}

function headersFor(name: RouteName, hasBody: boolean): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
    ...(specOf(name).method !== 'GET' && csrfToken ? { 'X-CSRF-Token': csrfToken } : {}),
  };
}

function problemFrom(status: number, text: string): ProblemError {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && 'code' in read && 'detail' in read) {
      const { detail, detailEn, ...rest } = read as Problem;
      return new ProblemError({ ...rest, status, detail, detailEn: detailEn ?? detail });
    }
  } catch {
    // Not a problem document (a proxy's page): said below in our own words.
  }
  return own(
    status >= 502 && status <= 504 ? 'network' : 'page.unreadable',
    status >= 502 ? 'network' : 'unreadable',
    status,
  );
}

/** Routes by which one signs in and out: what they are refused is their own affair. */
const ofTheDoor: ReadonlySet<RouteName> = new Set([
  'session.open',
  'session.first',
  'session.read',
  'session.close',
]);

/** Does it, and once more after the person signed in again in place, or after the page learnt of its new session. */
async function persisting<T>(name: RouteName, once: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let renewed = false; ; ) {
    try {
      return await once();
    } catch (thrown) {
      if (!(thrown instanceof ProblemError) || ofTheDoor.has(name)) throw thrown;
      if (thrown.code === 'access.sign-in') {
        if (!(await lost())) throw thrown;
        signal?.throwIfAborted();
      } else if (thrown.code === 'access.csrf' && !renewed) {
        renewed = true;
        if (!(await renewToken())) throw thrown;
      } else throw thrown;
    }
  }
}

/** Signed in again in another window: the same person goes on under the new session's token. */
async function renewToken(): Promise<boolean> {
  const session = await call('session.read', {}).catch(() => null);
  if (!session || !isHeldBy(session.officer.id)) return false;
  keepCsrfToken(session.csrfToken);
  return true;
}

const send = (name: RouteName, input: Loose, signal?: AbortSignal): Promise<Response> =>
  persisting(name, () => sendOnce(name, input, signal), signal);

async function sendOnce(name: RouteName, input: Loose, signal?: AbortSignal): Promise<Response> {
  const hasBody = input.body !== undefined;
  let response: Response;
  try {
    response = await fetch(urlOf(name, input), {
      method: specOf(name).method,
      credentials: 'same-origin',
      headers: headersFor(name, hasBody),
      body: hasBody ? JSON.stringify(input.body) : undefined,
      signal,
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw own('network', 'network');
  }
  if (!response.ok) throw problemFrom(response.status, await response.text());
  return response;
}

/** Calls a route: `call('duties.list', {query: {mine: 'true'}})`. Throws `ProblemError`. */
export async function call<N extends RouteName>(
  name: N,
  input: Input<N>,
  signal?: AbortSignal,
): Promise<Answer<N>> {
  const response = await send(name, input, signal);
  if (response.status === 204) return undefined as Answer<N>;
  try {
    return (await response.json()) as Answer<N>;
  } catch {
    throw own('page.unreadable', 'unreadable', response.status);
  }
}

/** Sends a file's bytes to a `raw` route; `onProgress` hears the share sent, 0 to 1. */
export const upload = <N extends RouteName>(
  name: N,
  input: Input<N>,
  file: Blob,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<Answer<N>> => persisting(name, () => uploadOnce(name, input, file, onProgress, signal), signal);

function uploadOnce<N extends RouteName>(
  name: N,
  input: Input<N>,
  file: Blob,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<Answer<N>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(specOf(name).method, urlOf(name, input));
    for (const [header, value] of Object.entries(headersFor(name, false)))
      request.setRequestHeader(header, value);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(own('network', 'network'));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      const { status, responseText } = request;
      if (status < 200 || status > 299) return reject(problemFrom(status, responseText));
      try {
        resolve(JSON.parse(responseText) as Answer<N>);
      } catch {
        reject(own('page.unreadable', 'unreadable', status));
      }
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** The body of an answer, telling on the way how many bytes have come. */
async function blobOf(response: Response, onBytes?: (bytes: number) => void): Promise<Blob> {
  if (!onBytes || !response.body) return response.blob();
  const chunks: BlobPart[] = [];
  let bytes = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    chunks.push(value);
    bytes += value.length;
    onBytes(bytes);
  }
}

/**
 * Fetches a `file` route and hands it to the browser to keep, under the server's name for it; `onBytes` hears how much
 * has come. Resolves to that name.
 */
export async function download<N extends RouteName>(
  name: N,
  input: Input<N>,
  fallbackName: string,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const response = await send(name, input);
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  const blob = await blobOf(response, onBytes).catch(() => {
    throw own('network', 'network');
  });
  const kept = encoded ? decodeURIComponent(encoded) : (plain ?? fallbackName);
  saveAs(blob, kept);
  return kept;
}

/** Hands something to the browser to keep under that name. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
