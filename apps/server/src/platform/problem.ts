// Every error that leaves the server: RFC 9457 problem details with a stable code, two languages, no stack trace.
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Problem } from '#contract';
import { log } from './log';

export type FieldFault = { path: string; message: string };

/** A refusal that a person may read: thrown by services, turned into problem details at the door. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly more: { errors?: FieldFault[]; retryAfterSeconds?: number } = {},
  ) {
    super(`${code}: ${en}`);
  }
}

export const notFound = (zh = '没有找到，或不在您的查看范围内。', en = 'Not found, or not in your view.') =>
  new Refusal(404, 'not-found', zh, en);
export const conflict = (code: string, zh: string, en: string) => new Refusal(409, code, zh, en);
export const invalid = (code: string, zh: string, en: string, errors?: FieldFault[]) =>
  new Refusal(422, code, zh, en, errors ? { errors } : {});

const byStatus: Record<number, [code: string, zh: string, en: string]> = {
  400: ['request.malformed', '请求格式有误。', 'The request is malformed.'],
  404: ['not-found', '没有这个地址。', 'There is nothing at this address.'],
  405: ['request.method', '此地址不支持该方法。', 'This address does not take that method.'],
  413: ['request.too-large', '内容过大。', 'The content is too large.'],
  415: ['request.type', '不支持的内容类型。', 'That content type is not taken here.'],
};

// What the database says of values that no column takes (a NUL, half a character, a key that a crafted cursor carries):
// https://www.postgresql.org/docs/current/errcodes-appendix.html, class 22; and what the ledger says of text that is no JSON.
const UNSTORABLE = new Set(['entry.not-json', '22021', '22P05', '22P02', '22007', '22008', '22003']);
const unstorable = [
  'request.unstorable',
  '请求里有无法保存的字符或数值（如空字符、残缺字符、越界的数），请改正后再试。',
  'The request holds characters or figures that cannot be stored (a NUL, half a character, a figure out of range).',
] as const;

/** Turns whatever was thrown into a `Refusal`; what we did not foresee becomes a 500 that says only its number. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (UNSTORABLE.has(codeOf(thrown))) return new Refusal(400, ...unstorable);
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const known = byStatus[status];
  if (known) return new Refusal(status, ...known);
  if (status >= 400 && status < 500)
    return new Refusal(status, 'request.refused', '请求被拒绝。', 'The request was refused.');
  return new Refusal(
    500,
    'server.fault',
    '服务器出错，已记录；您的数据没有改变，请稍后再试。',
    'The server failed and has noted it; nothing was changed, please try again.',
  );
}

const codeOf = (thrown: unknown): string => String((thrown as { code?: unknown } | null)?.code ?? '');

/** body-parser and http errors carry `status`. */
function statusOf(thrown: unknown): number {
  const status = (thrown as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : 500;
}

export function problemOf(refusal: Refusal): Problem {
  return {
    type: `urn:wenying:problem:${refusal.code}`,
    title: refusal.zh,
    status: refusal.status,
    code: refusal.code,
    detail: refusal.zh,
    detailEn: refusal.en,
    ...(refusal.more.errors ? { errors: refusal.more.errors } : {}),
  };
}

export function sendProblem(res: Response, thrown: unknown): void {
  const refusal = asRefusal(thrown);
  if (refusal.status >= 500) log.error({ err: thrown }, 'request failed');
  if (refusal.code === 'request.unstorable')
    log.warn({ code: codeOf(thrown) }, 'the database could not store a value');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (refusal.more.retryAfterSeconds) res.setHeader('Retry-After', String(refusal.more.retryAfterSeconds));
  res
    .status(refusal.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal)));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    sendProblem(host.switchToHttp().getResponse<Response>(), thrown);
  }
}

/** The same for what express middlewares throw before Nest sees the request (a malformed body, one too large). */
export function problemMiddleware(thrown: unknown, _req: Request, res: Response, _next: () => void): void {
  sendProblem(res, thrown);
}
