// OpenAPI 3.1, read from the contract, and pages to try it.
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { allRoutes, noticeBody, problem, type RouteSpec, webhookBody } from '#contract';

const jsonSchema = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
};

/** The whole contract as an OpenAPI 3.1 document. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(allRoutes) as [string, RouteSpec][]) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '闻应 Wenying',
      version: '1',
      description:
        'Instants are ISO 8601 with zone; errors are RFC 9457 problem details with a stable `code`; lists go by cursor. A browser session sends its `csrfToken` as `X-CSRF-Token`; machines send `Authorization: Bearer`.',
    },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'wenying.sid' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: jsonSchema(problem, 'output') },
    },
    security: [{ session: [] }, { token: [] }],
    paths,
    webhooks: { partner: pushed('partners', webhookBody), notice: pushed('notices', noticeBody) },
  };
}

/** What we ourselves push, signed, for those who write a receiver. */
const pushed = (tag: string, shape: z.ZodType) => ({
  post: {
    tags: [tag],
    summary:
      '本系统推出的内容，按 Standard Webhooks 签名 · What is pushed to a receiver, signed as Standard Webhooks has it',
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(shape, 'output') } } },
    responses: { '2XX': { description: 'OK' } },
  },
});

function operation(name: string, route: RouteSpec): Record<string, unknown> {
  const answer = route.file
    ? { content: { [route.file]: { schema: { type: 'string', format: 'binary' } } } }
    : route.answer
      ? { content: { 'application/json': { schema: jsonSchema(route.answer, 'output') } } }
      : {};
  const body = route.told
    ? { 'application/json': { schema: jsonSchema(route.told, 'input') } }
    : route.raw
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : route.body && { 'application/json': { schema: jsonSchema(route.body, 'input') } };
  return {
    operationId: name,
    summary: `${route.summary.zh} · ${route.summary.en}`,
    tags: [name.split('.')[0]],
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      [route.status ?? 200]: { description: 'OK', ...answer },
      default: {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(where: 'path' | 'query', shape: z.ZodType | undefined): unknown[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = jsonSchema(shape, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }));
}

export function serveApiDocs(app: NestExpressApplication): void {
  const document = openApiDocument();
  app.use('/api/openapi.json', (_req: Request, res: Response) => res.json(document));
  SwaggerModule.setup('api/docs', app, document as unknown as OpenAPIObject, { raw: false });
}
