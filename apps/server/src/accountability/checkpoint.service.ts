// Seals the ledger: a signed checkpoint every hour and on demand, kept outside the database before the database hears of it.
import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import {
  keyFromSeed,
  nodesNeededForRoot,
  publicKeyNote,
  rootAt,
  sameBytes,
  signCheckpoint,
} from '#accountability';
import type { Actor } from '#contract';
import { system } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Keyring } from '../platform/keyring';
import { log } from '../platform/log';
import { conflict } from '../platform/problem';
import { type CheckpointRow, LedgerStore } from './ledger.store';
import { Outside } from './outside';

const SEAL_LOCK = 0x7365616c;

@Injectable()
export class CheckpointService {
  readonly origin: string;
  /** What an auditor pins: `name+keyid+base64`. */
  readonly publicKey: string;
  readonly outside: Outside;
  private readonly key: ReturnType<typeof keyFromSeed>;

  constructor(
    private readonly store: LedgerStore,
    private readonly door: Commit,
    keyring: Keyring,
    @Inject(CONFIG) config: Config,
  ) {
    this.key = keyFromSeed(keyring.lasting('ledger-checkpoint'));
    // The log's name follows its key, so that moving to another address does not make it another log.
    const id = publicKeyNote('wenying', this.key.publicKey).split('+')[1]!;
    this.origin = `wenying/${id}`;
    this.publicKey = publicKeyNote(this.origin, this.key.publicKey);
    this.outside = new Outside(config.dataDir);
  }

  @Cron('0 0 * * * *')
  async hourly(): Promise<void> {
    const newest = await this.store.newestCheckpoint();
    if (!(await this.store.grewSince(newest ? Number(newest.size) : 0))) return;
    await this.seal(system).catch((err) => log.error({ err }, 'the hourly checkpoint could not be made'));
  }

  /**
   * Signs the ledger as it stands. Refuses (409) when the tree no longer contains what the last checkpoint sealed:
   * then something was altered, and a new signature would only cover it up.
   */
  async seal(actor: Actor): Promise<CheckpointRow> {
    return this.door.commit(async (tx, at) => {
      await tx.query('select pg_advisory_xact_lock($1)', [SEAL_LOCK]);
      const size = await this.store.size(tx);
      const newest = await this.store.newestCheckpoint(tx);
      if (newest && Number(newest.size) === size) return { value: newest, facts: [] };
      if (size === 0) throw conflict('ledger.empty', '账本还是空的。', 'The ledger is still empty.');
      if (newest) await this.refuseOtherHistory(tx, newest);
      const root = await this.rootOf(size, tx);
      const text = signCheckpoint(
        { origin: this.origin, size, root, at: at.toISOString() },
        this.key.privateKey,
      );
      await this.keepLeaves(size);
      const places = [await this.outside.keepCheckpoint(size, text)];
      await this.store.addCheckpoint(tx, { size, at, root, text, places });
      const sealed = fact('ledger.checkpoint', actor, { type: 'ledger', id: String(size) }, null, {
        size,
        root: Buffer.from(root).toString('base64'),
        places,
      });
      return { value: { size: String(size), at, root: Buffer.from(root), text, places }, facts: [sealed] };
    });
  }

  async rootOf(size: number, tx?: Tx): Promise<Uint8Array> {
    return rootAt(size, await this.store.nodes(nodesNeededForRoot(size), tx));
  }

  private async refuseOtherHistory(tx: Tx, newest: CheckpointRow): Promise<void> {
    if (sameBytes(await this.rootOf(Number(newest.size), tx), newest.root)) return;
    log.error({ size: newest.size }, 'the ledger differs from its last checkpoint');
    throw conflict(
      'ledger.altered',
      `账本与第 ${newest.size} 条处的检查点不符，可能被改动；请导出存证包核验。`,
      `The ledger differs from its checkpoint at entry ${newest.size}; it may have been altered. Export a bundle and verify it.`,
    );
  }

  private async keepLeaves(size: number): Promise<void> {
    const kept = await this.outside.leafCount();
    if (kept < size) await this.outside.appendLeaves(this.store.leaves(kept, size));
  }
}
