// The log: structured, quiet, and never a secret or a citizen's word in it.
import type { LoggerService } from '@nestjs/common';
import pino from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const log = pino({
  // A level there is not is told with the configuration's other faults, not here.
  level: logLevels.find((level) => level === process.env.LOG_LEVEL) ?? 'info',
  base: undefined,
  redact: {
    paths: [
      'req.headers',
      'res.headers',
      'password',
      'secret',
      'token',
      '*.password',
      '*.secret',
      '*.token',
      'body',
      'text',
      'err.parameters',
      'err.query',
      'err.driverError',
      'err.detail',
      'err.where',
    ],
    remove: true,
  },
  serializers: {
    // A database error repeats the row it refused; keep what happened, drop the words.
    err: (err: unknown) =>
      err instanceof Error
        ? {
            type: err.name,
            code: (err as NodeJS.ErrnoException).code,
            message: err.message.slice(0, 300),
            stack: err.stack?.split('\n').slice(1, 8).join('\n'),
          }
        : { message: String(err).slice(0, 300) },
  },
});

/** Nest's own lines, through pino, warnings and worse only. */
export class NestLog implements LoggerService {
  log(): void {}
  debug(): void {}
  verbose(): void {}
  warn(message: unknown, context?: unknown): void {
    log.warn({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    log.error({ context: rest.at(-1) }, message instanceof Error ? message.message : String(message));
  }
  fatal(message: unknown): void {
    log.fatal(String(message));
  }
}
