// JSON lines in, JSON lines out: how every command reads and answers. A bad line is told with its number; the rest goes on.

import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Actor } from '#contract';

/** Who acts when a command does. */
export const commandLine: Actor = { kind: 'system', id: null, name: '命令行 command line' };

/** A sentence for the person at the terminal; ends the command with exit 2. */
export class CommandFault extends Error {
  override name = 'CommandFault';
}

export async function print(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}

export const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

export function inputOf(file: string | undefined): NodeJS.ReadableStream {
  if (file === undefined || file === '-') return process.stdin;
  if (!existsSync(file)) throw new CommandFault(`没有这个文件 / no such file: ${file}`);
  return createReadStream(file);
}

export type Line<T> = { number: number; value: T };

/**
 * The values of a file of JSON lines, each an object that `check` accepts; bad lines are told to standard error.
 * `count` says afterwards how many lines were read and refused.
 */
export class JsonLines<T> {
  read = 0;
  refused = 0;

  constructor(
    private readonly file: string | undefined,
    private readonly check: (value: Record<string, unknown>) => T,
  ) {}

  async *values(): AsyncGenerator<Line<T>> {
    let number = 0;
    for await (const text of createInterface({
      input: inputOf(this.file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      if (text.trim() === '') continue;
      this.read += 1;
      try {
        const value: unknown = JSON.parse(number === 1 ? text.replace(/^\uFEFF/, '') : text);
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          throw new Error('不是对象 / not an object');
        yield { number, value: this.check(value as Record<string, unknown>) };
      } catch (cause) {
        this.refuse(
          number,
          cause instanceof SyntaxError ? `不是 JSON / not JSON (${cause.message})` : (cause as Error).message,
        );
      }
    }
  }

  refuse(number: number, reason: string): void {
    this.refused += 1;
    complain(`第 ${number} 行 / line ${number}: ${reason}`);
  }

  /** 0 all done, 1 some refused, 2 none could be done. */
  exitCode(): number {
    if (this.refused === 0 && this.read > 0) return 0;
    if (this.read === 0) complain('没有输入 / nothing came in');
    return this.refused < this.read ? 1 : 2;
  }
}

/** A field that must be text where given; absent and null are the empty text. */
export function textOf(value: Record<string, unknown>, field: string): string {
  const found = value[field];
  if (found === undefined || found === null) return '';
  if (typeof found !== 'string') throw new Error(`${field} 应为文字 / must be text`);
  return found;
}

/** A row's own id, given back as it came. */
export function idOf(value: Record<string, unknown>): string | number {
  const { id } = value;
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new Error('缺少 id / id is missing');
}
