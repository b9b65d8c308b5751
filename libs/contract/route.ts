// What a route is: method, path, what goes in, what comes out. Server, client and OpenAPI are all read from it.
import type { z } from 'zod';
import type { Words } from './shape';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RouteSpec = {
  method: Method;
  path: string;
  summary: Words;
  /** Answer status; 200 unless told. */
  status?: number;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What the body is for those who read the documentation, where it is parsed later (item by item, or after its signature). */
  told?: z.ZodType;
  /** The body is a file's bytes, streamed; it is not parsed as JSON. */
  raw?: boolean;
  /** The answer is a file, not JSON. */
  file?: string;
  answer?: z.ZodType;
};

type At<R, K extends string> = K extends keyof R ? R[K] : undefined;
type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined;
/** What a handler receives, parsed and with defaults filled in. */
export type Handled<R> = {
  params: Out<At<R, 'params'>>;
  query: Out<At<R, 'query'>>;
  body: Out<At<R, 'body'>>;
};
/** What a caller sends. */
export type Asked<R> = {
  params: Sent<At<R, 'params'>>;
  query: Sent<At<R, 'query'>>;
  body: Sent<At<R, 'body'>>;
};
/** What comes back. */
export type Answered<R> = Out<At<R, 'answer'>>;

/** Keeps each route's own types while checking that it is a route. */
export function routes<const T extends Record<string, RouteSpec>>(table: T): T {
  return table;
}
