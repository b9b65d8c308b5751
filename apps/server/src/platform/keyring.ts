// The keys that outlive a SECRET_KEY: kept in the database, each wrapped under it, re-wrapped when it is changed.
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Tx } from './commit';
import type { Config } from './config';
import { deriveKey, type KeyPurpose } from './keys';
import { decrypt, encrypt, type Wrapping, wrappingOf } from './wrap';

/** Keys made once and kept for good: changing them would forget repeats, make another log of the ledger, or part us from every partner. */
export type LastingKey = 'fingerprint' | 'ledger-checkpoint' | 'webhook-secret';
type Row = { name: string; wrapped_by: string | null; wrapped: Buffer | null };

/** The keys of this database lie under another SECRET_KEY; the sentence says what to do. */
export class KeyFault extends Error {
  override name = 'KeyFault';
}

const KEY_BYTES = 32;
/** Whoever makes, takes over or re-wraps keys holds this until the transaction ends. */
const KEY_LOCK = 0x6b657973;
const lasting: readonly LastingKey[] = ['fingerprint', 'ledger-checkpoint', 'webhook-secret'];
/** Originals sealed before there were keys by the month. */
export const FIRST_ORIGINALS = 'original:first';
/** Which purpose a key was derived for before it was kept here. */
const derivedFor: Record<string, KeyPurpose> = {
  fingerprint: 'fingerprint',
  'ledger-checkpoint': 'ledger-checkpoint',
  [FIRST_ORIGINALS]: 'original-text',
};

export const strangeKey = () =>
  new KeyFault(
    'SECRET_KEY 打不开这个数据库里的密钥：它们由另一把 SECRET_KEY 封存。请改回原来的 SECRET_KEY；若刚更换过（rotate-key），请用新的那把重新启动。 / SECRET_KEY does not open the keys in this database: they lie under another one. Give the one they were wrapped with; after rotate-key that is the new one.',
  );

export class Keyring {
  private readonly held = new Map<string, Buffer>();

  private constructor(
    private readonly db: DataSource,
    private readonly secretKey: string,
    private readonly wrapping: Wrapping,
  ) {}

  /**
   * Unwraps every key, takes over those that were derived from SECRET_KEY before, and makes what is missing.
   * @throws KeyFault when they lie under another SECRET_KEY
   */
  static async open(db: DataSource, { secretKey }: Pick<Config, 'secretKey'>): Promise<Keyring> {
    const keyring = new Keyring(db, secretKey, wrappingOf(secretKey));
    const fresh = new Map<string, Buffer>();
    await db.transaction(async (tx) => {
      for (const row of await keyring.rows(tx)) {
        if (row.wrapped) keyring.take(row);
        else fresh.set(row.name, await keyring.takeOver(tx, row.name));
      }
      for (const name of lasting)
        if (!keyring.held.has(name) && !fresh.has(name)) fresh.set(name, await keyring.make(tx, name));
    });
    // Only now: nothing may be sealed with a key whose row did not come to stay.
    for (const [name, key] of fresh) keyring.held.set(name, key);
    return keyring;
  }

  lasting(name: LastingKey): Buffer {
    return this.held.get(name)!;
  }

  /** A key that is there; null when it is not, or was made by another process since. */
  known(name: string): Buffer | null {
    return this.held.get(name) ?? null;
  }

  /** The key of that name, where there is one: also one that another process has made. @throws KeyFault */
  async find(name: string): Promise<Buffer | null> {
    if (!this.held.has(name)) for (const row of await this.read(this.db)) this.take(row);
    return this.known(name);
  }

  /** The key of that name, made when nobody has made it yet. @throws KeyFault when SECRET_KEY was changed since */
  async named(name: string): Promise<Buffer> {
    const held = this.held.get(name);
    if (held) return held;
    const key = await this.db.transaction(async (tx) => {
      for (const row of await this.rows(tx)) this.take(row);
      return this.held.get(name) ?? (await this.make(tx, name));
    });
    this.held.set(name, key);
    return key;
  }

  /**
   * Re-wraps every key under another SECRET_KEY, all or none: they stand in the caller's transaction.
   * @param prepared called once nobody else can be at it and before anything is changed: the place to keep the new key
   */
  async rewrap(
    tx: Tx,
    newSecretKey: string,
    prepared: () => void,
  ): Promise<{ from: string; to: string; keys: number }> {
    const next = wrappingOf(newSecretKey);
    const rows = await this.rows(tx);
    for (const row of rows) this.take(row);
    prepared();
    await tx.query(
      `update wrapped_key k set wrapped = n.wrapped, wrapped_by = $1
         from unnest($2::text[], $3::bytea[]) as n (name, wrapped) where k.name = n.name`,
      [
        next.id,
        rows.map(({ name }) => name),
        rows.map(({ name }) => encrypt(next.key, name, this.held.get(name)!)),
      ],
    );
    return { from: this.wrapping.id, to: next.id, keys: rows.length };
  }

  /**
   * Destroys keys in the caller's transaction: what was sealed with one can never be opened again. Other processes
   * forget it when they end.
   */
  async destroy(tx: Tx, names: readonly string[]): Promise<void> {
    await tx.query('delete from wrapped_key where name = any($1::text[])', [names]);
    for (const name of names) this.held.delete(name);
  }

  /** Waits until nobody makes or re-wraps a key; until the transaction ends nobody does. The names of the keys there are. */
  async alone(tx: Tx): Promise<string[]> {
    return (await this.rows(tx)).map(({ name }) => name);
  }

  /** Has the database give up the rows that were deleted, so that they do not lie about in its file. */
  async scrub(): Promise<void> {
    await this.db.query('vacuum wrapped_key');
  }

  /** Every key, in a transaction in which nobody else makes or re-wraps one. */
  private async rows(tx: Tx): Promise<Row[]> {
    await tx.query('select pg_advisory_xact_lock($1)', [KEY_LOCK]);
    return this.read(tx);
  }

  private read(db: Pick<Tx, 'query'>): Promise<Row[]> {
    return db.query('select name, wrapped_by, wrapped from wrapped_key order by name');
  }

  private take({ name, wrapped, wrapped_by }: Row): void {
    if (wrapped_by !== this.wrapping.id) throw strangeKey();
    if (wrapped) this.held.set(name, decrypt(this.wrapping.key, name, wrapped));
  }

  private async takeOver(tx: Tx, name: string): Promise<Buffer> {
    const purpose = derivedFor[name];
    if (!purpose) throw new KeyFault(`no key was ever derived for ${name}`);
    const key = deriveKey(this.secretKey, purpose);
    await tx.query('update wrapped_key set wrapped = $2, wrapped_by = $3 where name = $1', [
      name,
      encrypt(this.wrapping.key, name, key),
      this.wrapping.id,
    ]);
    return key;
  }

  private async make(tx: Tx, name: string): Promise<Buffer> {
    const key = randomBytes(KEY_BYTES);
    await tx.query('insert into wrapped_key (name, wrapped, wrapped_by) values ($1, $2, $3)', [
      name,
      encrypt(this.wrapping.key, name, key),
      this.wrapping.id,
    ]);
    return key;
  }
}
