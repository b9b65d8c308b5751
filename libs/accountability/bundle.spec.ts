// An auditor's bundle, made as the server makes it and then tampered with in every way we could think of.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBundle } from './bundle';
import { canonicalText, type LedgerEntry } from './canonical';
import { keyFromSeed, publicKeyNote, signCheckpoint } from './checkpoint';
import { leafHash } from './entry';
import { rootOf } from './merkle';
import { leavesToBytes } from './tiles';
import { verifyBundle } from './verify/bundle';
import type { Verdict } from './verify/verdict';

const origin = 'wenying.example/qinghe';
const { privateKey } = keyFromSeed(new Uint8Array(32).fill(5));
const publicKey = publicKeyNote(origin, privateKey);
const stranger = keyFromSeed(new Uint8Array(32).fill(6)).privateKey;
const home = mkdtempSync(join(tmpdir(), 'bundle-'));
let made = 0;

afterAll(() => rmSync(home, { recursive: true, force: true }));

const entry = (seq: number, note = `第${seq}件`): LedgerEntry => ({
  seq,
  at: new Date(Date.UTC(2026, 2, 1, 0, seq)).toISOString(),
  kind: 'incident.opened',
  actor: { kind: 'system', id: null, name: '系统' },
  subject: { type: 'incident', id: `i-${seq}` },
  jurisdictionId: null,
  body: { note },
});

/** The state of a ledger: what the database shows, what it keeps, what lies outside, what was signed. */
type Ledger = {
  rows: LedgerEntry[];
  database: Uint8Array[] | null;
  outside: Uint8Array[] | null;
  checkpoints: string[];
};
const zero = new Uint8Array(32);
const sealing = (rows: LedgerEntry[], size: number, key = privateKey): string =>
  signCheckpoint({ origin, size, root: rootOf(rows.slice(0, size).map(leafHash)) }, key);

function honest(size = 20, sealedAt = [8, 13, 20]): Ledger {
  const rows = Array.from({ length: size }, (_, at) => entry(at + 1));
  const leaves = rows.map(leafHash);
  return {
    rows,
    database: leaves,
    outside: [...leaves],
    checkpoints: sealedAt.map((at) => sealing(rows, at)),
  };
}

async function bundleOf({ rows, database, outside, checkpoints }: Ledger): Promise<string> {
  const dir = join(home, String(++made));
  await writeBundle(dir, {
    origin,
    madeAt: '2026-03-02T00:00:00.000Z',
    entries: rows,
    leavesDatabase: database ? [leavesToBytes(database)] : undefined,
    leavesOutside: outside ? [leavesToBytes(outside)] : undefined,
    checkpoints,
    publicKeyNote: publicKey,
  });
  return dir;
}

const judged = async (ledger: Ledger): Promise<Verdict> =>
  verifyBundle(await bundleOf(ledger), { publicKey });
const told = ({ problems }: Verdict) =>
  problems.map(({ code, seq, until }) => [code, seq, until].filter((part) => part !== undefined).join(' '));

const alter = (ledger: Ledger, seq: number): LedgerEntry => {
  const forged = entry(seq, '改过');
  ledger.rows[seq - 1] = forged;
  return forged;
};

describe('an untouched ledger', () => {
  test.each([0, 1, 2, 3, 8, 20, 33])('of %i entries is confirmed', async (size) => {
    const verdict = await judged(honest(size, [...new Set([0, Math.floor(size / 2), size])]));
    expect(verdict).toMatchObject({
      ok: true,
      entries: size,
      sealed: size,
      firstBad: null,
      problems: [],
      notes: [],
    });
    expect(verdict.key).toEqual({ note: publicKey, pinned: true });
  });

  test('is confirmed without any kept hashes, and that is noted', async () => {
    const verdict = await judged({ ...honest(), database: null, outside: null });
    expect(verdict).toMatchObject({ ok: true, sealed: 20, notes: [{ code: 'leaves.absent' }] });
  });

  test('is confirmed by its own key too, and the verdict says what that is worth', async () => {
    const verdict = await verifyBundle(await bundleOf(honest()));
    expect(verdict).toMatchObject({
      ok: true,
      key: { pinned: false },
      notes: [{ code: 'key.self-asserted' }],
    });
  });

  test('with two checkpoints of one size and root is confirmed', async () => {
    const ledger = honest();
    ledger.checkpoints.push(ledger.checkpoints[2]!);
    expect(await judged(ledger)).toMatchObject({ ok: true, checkpoints: 4 });
  });
});

describe('a database tampered with before the export', () => {
  test.each([1, 2, 8, 9, 13, 14, 20])('row %i altered: named', async (seq) => {
    const ledger = honest();
    alter(ledger, seq);
    const verdict = await judged(ledger);
    expect(verdict).toMatchObject({ ok: false, firstBad: seq });
    expect(told(verdict)[0]).toBe(`entry.altered ${seq}`);
    expect(verdict.problems[0]!.sentence.zh).toContain(`第 ${seq} 条的内容被改动`);
  });

  test('row altered together with its hash in the database: the outside hash and the checkpoint name it', async () => {
    const ledger = honest();
    ledger.database![9] = leafHash(alter(ledger, 10));
    const verdict = await judged(ledger);
    expect(told(verdict)).toEqual(['entry.altered 10', 'checkpoint.root-mismatch 9 13']);
    expect(verdict.problems[1]!.sentence.en).toContain('leaves.bin does give the signed root');
  });

  test('two rows altered in different places: both named, the checkpoints between still judged', async () => {
    const ledger = honest();
    ledger.database![3] = leafHash(alter(ledger, 4));
    alter(ledger, 15);
    const verdict = await judged(ledger);
    expect(told(verdict)).toEqual([
      'entry.altered 4',
      'entry.altered 15',
      'checkpoint.root-mismatch 1 8',
      'checkpoint.root-mismatch 14 20',
    ]);
  });

  test('row and every kept hash altered: bounded by the checkpoints on either side', async () => {
    const ledger = honest();
    ledger.outside![9] = ledger.database![9] = leafHash(alter(ledger, 10));
    expect(told(await judged(ledger))).toEqual(['checkpoint.root-mismatch 9 13']);
  });

  test('the same without any kept hashes', async () => {
    const ledger = { ...honest(), database: null, outside: null };
    alter(ledger, 10);
    const verdict = await judged(ledger);
    expect(told(verdict)).toEqual(['checkpoint.root-mismatch 9 13']);
    expect(verdict.problems[0]!.sentence.zh).toContain('第 9 至 13 条');
  });

  test.each([
    ['database', 'leaf.database-altered 10'],
    ['outside', 'leaf.outside-altered 10'],
  ] as const)('only the %s hash altered: the row stands', async (where, expected) => {
    const ledger = honest();
    ledger[where]![9] = zero;
    expect(told(await judged(ledger))).toEqual([expected]);
    const alone = honest();
    alone[where]![9] = zero;
    alone[where === 'database' ? 'outside' : 'database'] = null;
    expect(told(await judged(alone))).toEqual([expected]);
  });

  test('both kept hashes altered alike: the checkpoint clears the row', async () => {
    const ledger = honest();
    ledger.database![9] = ledger.outside![9] = zero;
    expect(told(await judged(ledger))).toEqual(['leaf.both-altered 10']);
  });

  test('row and hash disagree after the last checkpoint: told, not decided', async () => {
    const ledger = honest(20, [8]);
    ledger.outside![14] = zero;
    const verdict = await judged(ledger);
    expect(told(verdict)).toEqual(['entry.unsealed 9 20', 'entry.disagrees 15']);
    expect(verdict.firstBad).toBe(15);
  });

  test.each([1, 10, 13])('row %i removed: named, and the rest still confirmed', async (seq) => {
    const ledger = honest();
    ledger.rows.splice(seq - 1, 1);
    const verdict = await judged(ledger);
    expect(told(verdict)).toEqual([`entry.missing ${seq}`]);
    expect(verdict).toMatchObject({ firstBad: seq, sealed: 20 });
  });

  test('several rows removed, none of their hashes kept', async () => {
    const ledger = { ...honest(), database: null, outside: null };
    ledger.rows.splice(4, 3);
    expect(told(await judged(ledger))).toEqual(['entry.missing 5 7']);
  });

  test('the last rows removed', async () => {
    const ledger = honest();
    ledger.rows.splice(17);
    expect(told(await judged(ledger))).toEqual(['entry.missing 18 20']);
  });

  test('a row removed, the rest renumbered, the database hashes made anew', async () => {
    const ledger = honest();
    ledger.rows.splice(9, 1);
    ledger.rows.forEach((row, at) => {
      row.seq = at + 1;
    });
    ledger.database = ledger.rows.map(leafHash);
    const verdict = await judged(ledger);
    expect(verdict).toMatchObject({ ok: false, firstBad: 10 });
    expect(told(verdict)).toContain('entry.altered 10 13');
    expect(told(verdict)).toContain('entry.missing 20');
  });

  test('a row inserted under a number that is taken', async () => {
    const ledger = honest();
    ledger.rows.splice(10, 0, entry(10, '添的'));
    expect(told(await judged(ledger))).toEqual(['entry.repeated 10']);
  });

  test('a row inserted and the rest renumbered', async () => {
    const ledger = honest();
    ledger.rows.splice(9, 0, entry(10, '添的'));
    ledger.rows.forEach((row, at) => {
      row.seq = at + 1;
    });
    expect(await judged(ledger)).toMatchObject({ ok: false, firstBad: 10 });
  });

  test('rows added at the end without a checkpoint', async () => {
    const ledger = honest();
    ledger.rows.push(entry(21));
    expect(told(await judged(ledger))).toEqual(['entry.unsealed 21', 'leaf.short 21', 'leaf.short 21']);
  });

  test('two rows exchanged', async () => {
    const ledger = honest();
    [ledger.rows[5], ledger.rows[6]] = [ledger.rows[6]!, ledger.rows[5]!];
    const verdict = await judged(ledger);
    expect(verdict.firstBad).toBe(6);
    expect(told(verdict)).toEqual(['entry.out-of-order 6']);
  });

  test('a row that no honest writer makes is exported all the same, and named', async () => {
    const ledger = honest();
    ledger.rows[6] = { ...entry(7), at: 'yesterday' };
    expect(told(await judged(ledger))[0]).toBe('entry.altered 7');
  });

  test('a seq far away does not make the verifier count there', async () => {
    const ledger = honest();
    ledger.rows.push({ ...entry(1), seq: Number.MAX_SAFE_INTEGER });
    expect((await judged(ledger)).firstBad).toBe(21);
  });

  test('history rewritten and then signed again: the two checkpoints contradict each other', async () => {
    const ledger = honest(20, [8, 13]);
    alter(ledger, 4);
    ledger.database = ledger.rows.map(leafHash);
    ledger.checkpoints.push(sealing(ledger.rows, 20));
    const verdict = await judged(ledger);
    expect(verdict.firstBad).toBe(4);
    expect(told(verdict)).toEqual([
      'entry.altered 4',
      'checkpoint.root-mismatch 1 8',
      'checkpoint.contradiction',
    ]);
  });

  test('thousands of rows altered make one finding, not thousands', async () => {
    const ledger = honest(3000, [3000]);
    for (let seq = 500; seq <= 2500; seq++) alter(ledger, seq);
    expect(told(await judged(ledger))).toEqual(['entry.altered 500 2500', 'checkpoint.root-mismatch 1 3000']);
  });
});

describe('a bundle tampered with after the export', () => {
  const change = (file: string, how: (text: string) => string) => async (): Promise<string> => {
    const dir = await bundleOf(honest());
    writeFileSync(join(dir, file), how(readFileSync(join(dir, file), 'utf8')));
    return dir;
  };
  const last = 'checkpoints/000000000020.txt';
  const line = (seq: number): string => canonicalText(entry(seq));

  test.each<[string, () => Promise<string>, string[]]>([
    ['a row', change('entries.jsonl', (text) => text.replace('第7件', '第柒件')), ['entry.altered 7']],
    [
      'a time',
      change('entries.jsonl', (text) => text.replace('00:07:00.000Z', '00:07:00.001Z')),
      ['entry.altered 7'],
    ],
    [
      'spaces',
      change('entries.jsonl', (text) => text.replace(line(7), line(7).replace(',', ', '))),
      ['entry.not-canonical 7'],
    ],
    [
      'a member given twice',
      change('entries.jsonl', (text) =>
        text.replace(line(7), line(7).replace('{"note"', '{"note":"x","note"')),
      ),
      ['entry.not-canonical 7'],
    ],
    [
      'a member more',
      change('entries.jsonl', (text) => text.replace(line(7), line(7).replace('"seq"', '"sea":1,"seq"'))),
      ['entry.unreadable 7'],
    ],
    [
      'half a line',
      change('entries.jsonl', (text) => text.replace(line(7), line(7).slice(0, 40))),
      ['entry.unreadable 7'],
    ],
    ['an empty line', change('entries.jsonl', (text) => text.replace(line(7), '')), ['entry.unreadable 7']],
    ['a line', change('entries.jsonl', (text) => text.replace(`${line(7)}\n`, '')), ['entry.missing 7']],
    ['all lines', change('entries.jsonl', () => ''), ['entry.missing 1 20']],
    [
      'deep nesting',
      change('entries.jsonl', (text) => text.replace('"第7件"', `${'['.repeat(1e5)}${']'.repeat(1e5)}`)),
      ['entry.unreadable 7'],
    ],
    [
      'a checkpoint',
      change(last, (text) => text.replace('\n20\n', '\n19\n')),
      ['checkpoint.altered', 'entry.unsealed 14 20'],
    ],
    ['a checkpoint to garbage', change(last, () => 'x'), ['checkpoint.unreadable', 'entry.unsealed 14 20']],
    [
      'a checkpoint to one of another key',
      change(last, () => sealing(honest().rows, 20, stranger)),
      ['checkpoint.other-key', 'entry.unsealed 14 20'],
    ],
    ['the key', change('public-key.txt', () => publicKeyNote(origin, stranger)), ['key.differs']],
    ['the manifest', change('manifest.json', () => '{}'), ['manifest.unreadable']],
    [
      'the manifest to look elsewhere',
      change('manifest.json', (text) => text.replace('README.txt', '../README.txt')),
      ['manifest.unreadable'],
    ],
    ['the read-me', change('README.txt', () => 'all is well'), ['file.altered']],
    [
      'a torn end of the outside hashes',
      change('leaves.bin', (text) => `${text}x`),
      ['leaf.torn', 'file.altered'],
    ],
  ])('%s', async (_, tamper, expected) => {
    const verdict = await verifyBundle(await tamper(), { publicKey });
    expect(verdict.ok).toBe(false);
    for (const code of expected) expect(told(verdict)).toContain(code);
    expect(
      verdict.problems.every(
        ({ sentence }) => sentence.zh !== '' && !/[{}]|undefined/.test(sentence.zh + sentence.en),
      ),
    ).toBe(true);
  });

  test('any single byte of the rows: found, and the right row named', async () => {
    const dir = await bundleOf(honest());
    const whole = readFileSync(join(dir, 'entries.jsonl'));
    for (let at = 3; at < whole.length; at += 41) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1;
      writeFileSync(join(dir, 'entries.jsonl'), bytes);
      const seq = whole.subarray(0, at).filter((byte) => byte === 10).length + 1;
      expect((await verifyBundle(dir, { publicKey })).firstBad).toBe(seq);
    }
  });

  test('a file taken out, a file put in', async () => {
    const dir = await bundleOf(honest());
    rmSync(join(dir, 'checkpoints/000000000013.txt'));
    writeFileSync(join(dir, 'checkpoints/extra.txt'), sealing(honest().rows, 5));
    expect(told(await verifyBundle(dir, { publicKey }))).toEqual(['file.missing', 'file.unlisted']);
  });

  test.each([
    ['no such directory', () => join(home, 'nowhere'), {}, 'bundle.unreadable'],
    ['a file', () => __filename, {}, 'bundle.unreadable'],
    ['an empty directory', () => mkdtempSync(join(home, 'empty-')), {}, 'manifest.unreadable'],
    ['a key that is none', () => bundleOf(honest()), { publicKey: 'x' }, 'key.unreadable'],
    [
      'no checkpoint at all',
      () => bundleOf({ ...honest(), checkpoints: [] }),
      { publicKey },
      'checkpoint.none',
    ],
    [
      'two signed heads of one size',
      () =>
        bundleOf({
          ...honest(),
          checkpoints: [
            ...honest().checkpoints,
            signCheckpoint({ origin, size: 20, root: zero }, privateKey),
          ],
        }),
      { publicKey },
      'checkpoint.contradiction',
    ],
  ])('%s', async (_, dir, options, code) => {
    const verdict = await verifyBundle(await dir(), options);
    expect(verdict.ok).toBe(false);
    expect(told(verdict)).toContain(code);
  });
});

describe('a checkpoint the auditor kept from before', () => {
  test('agrees with an honest bundle', async () => {
    const checkpoints = [sealing(honest().rows, 10)];
    expect(await verifyBundle(await bundleOf(honest()), { publicKey, checkpoints })).toMatchObject({
      ok: true,
    });
  });

  test('shows that a bundle was cut short, though it is whole in itself', async () => {
    const cut = await bundleOf(honest(15, [8, 15]));
    expect((await verifyBundle(cut, { publicKey })).ok).toBe(true);
    const checkpoints = [sealing(honest().rows, 18)];
    const verdict = await verifyBundle(cut, { publicKey, checkpoints });
    expect(verdict).toMatchObject({ ok: false, firstBad: 16 });
    expect(told(verdict)).toContain('entry.missing 16 18');
  });

  test('shows that history was rewritten by whoever holds the key', async () => {
    const rewritten = honest();
    alter(rewritten, 4);
    rewritten.database = rewritten.outside = rewritten.rows.map(leafHash);
    rewritten.checkpoints = [8, 20].map((size) => sealing(rewritten.rows, size));
    const dir = await bundleOf(rewritten);
    expect((await verifyBundle(dir, { publicKey })).ok).toBe(true);
    const verdict = await verifyBundle(dir, { publicKey, checkpoints: [sealing(honest().rows, 6)] });
    expect(told(verdict)).toEqual(['checkpoint.root-mismatch 1 6', 'checkpoint.contradiction']);
  });
});

test('a used directory is not written over', async () => {
  const dir = await bundleOf(honest());
  const again = writeBundle(dir, {
    origin,
    madeAt: '',
    entries: [],
    checkpoints: [],
    publicKeyNote: publicKey,
  });
  await expect(again).rejects.toMatchObject({ code: 'bundle.not-empty' });
});

test('the commands in README.txt, run by a shell, print the same hash twice', async () => {
  const dir = await bundleOf(honest());
  const commands = readFileSync(join(dir, 'README.txt'), 'utf8').match(/^ {2}(printf|dd) .*$/gm)!;
  expect(commands).toHaveLength(4);
  const hashes = commands.map((command) =>
    execFileSync('bash', ['-c', command], { cwd: dir, encoding: 'utf8' }).slice(0, 64),
  );
  expect(new Set(hashes)).toEqual(new Set([Buffer.from(leafHash(entry(5))).toString('hex')]));
});

test('the verifier uses none of the writer: only Node and the JCS library', () => {
  for (const name of readdirSync(join(__dirname, 'verify'))) {
    const imports = [...readFileSync(join(__dirname, 'verify', name), 'utf8').matchAll(/from '([^']+)'/g)];
    for (const [, from] of imports) expect(from).toMatch(/^(node:|\.\/[\w-]+$|json-canonicalize$)/);
  }
});
