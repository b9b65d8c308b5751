// The model in force as a file that worker threads can open: fetched from the database once, checked, kept by its digest.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { modelHeadOf, shippedModel } from '#understanding';
import type { Tx } from '../../platform/commit';
import type { Config } from '../../platform/config';
import { CONFIG } from '../../platform/config.token';
import { log } from '../../platform/log';
import { type InForceFound, ModelStore } from './model.store';

export type Shipped = { version: string; digest: string; card: Record<string, unknown> };
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

@Injectable()
export class ModelFiles {
  private known: Shipped | undefined;
  /** Files that were found to be what their digest says. */
  private readonly sound = new Set<string>();

  constructor(
    private readonly store: ModelStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The model that came with the product. */
  get shipped(): Shipped {
    this.known ??= { ...modelHeadOf(), digest: digestOf(readFileSync(shippedModel())) };
    return this.known;
  }

  get dir(): string {
    return path.join(this.config.dataDir, 'models');
  }

  /** Which model labels in each jurisdiction, as the database says at this moment: a promotion holds from the next batch on, in every process. */
  async inForce(tx: Tx | null, jurisdictionIds: readonly string[]): Promise<Map<string, InForceFound>> {
    const ids = [...new Set(jurisdictionIds)];
    const found = await this.store.inForce(tx, ids, this.shipped.digest);
    return new Map(found.map((one) => [one.jurisdictionId, one]));
  }

  /** The same as files; a jurisdiction that is not there reads with the shipped model. */
  async filesFor(tx: Tx | null, jurisdictionIds: readonly string[]): Promise<Map<string, string>> {
    const files = new Map<string, string>();
    for (const [jurisdictionId, { modelId, digest }] of await this.inForce(tx, jurisdictionIds)) {
      const file = await this.fileOf(tx, modelId, digest);
      if (file) files.set(jurisdictionId, file);
    }
    return files;
  }

  /** Null where what the database holds is not what was promoted: then nobody reads with it. */
  async fileOf(tx: Tx | null, modelId: string, digest: string): Promise<string | null> {
    const file = path.join(this.dir, `${digest}.bin`);
    if (this.sound.has(digest) && existsSync(file)) return file;
    if (existsSync(file) && digestOf(await readFile(file)) === digest) return this.remember(file, digest);
    const bytes = await this.store.bytes(tx, modelId);
    if (!bytes || digestOf(bytes) !== digest) {
      log.error({ modelId }, 'a model is not what its digest says; the shipped one reads in its place');
      return null;
    }
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const part = `${file}.${process.pid}.part`;
    await writeFile(part, bytes, { mode: 0o600 });
    await rename(part, file);
    return this.remember(file, digest);
  }

  private remember(file: string, digest: string): string {
    this.sound.add(digest);
    return file;
  }
}
