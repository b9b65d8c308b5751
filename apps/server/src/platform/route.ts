// Binds a controller method to a route of the contract: method and path from it, its input checked against it.
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { Request } from 'express';
import { allRoutes, type Input as InputOf, type RouteName, type RouteSpec, type Words } from '#contract';
import { faultIn } from './fault-words';
import { Refusal } from './problem';

const ROUTE = 'wenying:route';
/** The sentence names so many faults; the list beside it holds all. */
const MOST_TOLD = 5;
export const routeOf = (handler: object): RouteName | undefined => Reflect.getMetadata(ROUTE, handler);
const spec = (name: RouteName): RouteSpec => allRoutes[name];

/** Serves one route of the contract. */
export function Route(name: RouteName): MethodDecorator {
  const { method, path, status } = spec(name);
  return applyDecorators(
    SetMetadata(ROUTE, name),
    RequestMapping({ path, method: RequestMethod[method] }),
    HttpCode(status ?? 200),
  );
}

/** The request's params, query and body, each checked against the route's shapes; every fault told at once. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const name = routeOf(context.getHandler());
  if (!name) throw new Error('@Input() needs @Route() on the same method');
  const req = context.switchToHttp().getRequest<Request>();
  if (spec(name).body && isUnread(req)) throw notJson();
  return readInput(name, req);
});

/** Words came that were not said to be JSON: read as nothing, each field would be told missing that was sent. */
const isUnread = ({ body, headers }: Pick<Request, 'body' | 'headers'>): boolean =>
  body === undefined &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

const notJson = () =>
  new Refusal(
    415,
    'request.type',
    '请求内容须是 JSON，并带请求头 Content-Type: application/json。',
    'The body must be JSON, sent with the header Content-Type: application/json.',
  );

export function readInput<N extends RouteName>(
  name: N,
  req: Pick<Request, 'params' | 'query' | 'body'>,
): InputOf<N> {
  const { params, query, body, raw } = spec(name);
  const faults: { path: string; words: Words }[] = [];
  const read = (part: string, shape: RouteSpec['body'], value: unknown) => {
    if (!shape) return undefined;
    const parsed = shape.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const { path, words } = faultIn(issue);
      faults.push({ path: [part, ...path].join('.'), words });
    }
    return undefined;
  };
  const input = {
    params: read('path', params, req.params),
    query: read('query', query, req.query),
    body: raw ? undefined : read('body', body, req.body),
  };
  // An address that names no possible thing is simply not there.
  if (faults.some(({ path }) => path.startsWith('path')))
    throw new Refusal(404, 'not-found', '没有找到。', 'Not found.');
  if (faults.length) {
    const told = faults.slice(0, MOST_TOLD);
    const zh = told.map(({ path, words }) => `${path} ${words.zh}`).join('；');
    const en = told.map(({ path, words }) => `${path}: ${words.en}`).join('; ');
    const errors = faults.map(({ path, words }) => ({ path, message: `${words.zh} ${words.en}` }));
    throw new Refusal(400, 'request.invalid', `请求内容有误：${zh}。`, `The request has faults: ${en}.`, {
      errors,
    });
  }
  return input as InputOf<N>;
}
