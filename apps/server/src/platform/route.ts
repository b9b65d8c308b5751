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
import { allRoutes, type Input as InputOf, type RouteName, type RouteSpec } from '#contract';
import { type FieldFault, Refusal } from './problem';

const ROUTE = 'wenying:route';
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
  return readInput(name, context.switchToHttp().getRequest<Request>());
});

export function readInput<N extends RouteName>(
  name: N,
  req: Pick<Request, 'params' | 'query' | 'body'>,
): InputOf<N> {
  const { params, query, body, raw } = spec(name);
  const errors: FieldFault[] = [];
  const read = (part: string, shape: RouteSpec['body'], value: unknown) => {
    if (!shape) return undefined;
    const parsed = shape.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      errors.push({ path: [part, ...issue.path].join('.'), message: issue.message });
    return undefined;
  };
  const input = {
    params: read('path', params, req.params),
    query: read('query', query, req.query),
    body: raw ? undefined : read('body', body, req.body),
  };
  // An address that names no possible thing is simply not there.
  if (errors.some((e) => e.path.startsWith('path')))
    throw new Refusal(404, 'not-found', '没有找到。', 'Not found.');
  if (errors.length) {
    const named = errors
      .map((e) => `${e.path}: ${e.message}`)
      .slice(0, 5)
      .join('; ');
    throw new Refusal(400, 'request.invalid', `请求内容有误：${named}`, `The request has faults: ${named}`, {
      errors,
    });
  }
  return input as InputOf<N>;
}
