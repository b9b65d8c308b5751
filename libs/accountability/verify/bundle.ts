// Checks an evidence bundle with nothing but the bundle (and, better, a key the auditor was given beforehand).
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, digestOf, LeafFile, LineReader, type Manifest, readManifest } from './files';
import { Judge } from './judge';
import { type AuditKey, judgeHead, readKey, type SealedHead } from './note';
import { type LeafFiles, RowWalk } from './rows';
import { Findings, type Verdict } from './verdict';

/**
 * Verifies the bundle in `dir` and names the first bad entry. Re-hashes every row; trusts neither the manifest nor any
 * hash in the bundle, only signatures. `publicKey`: a verifier key (`name+id+base64`) pinned by the auditor; without
 * it the bundle's own key is used and the verdict says so. `checkpoints`: texts the auditor kept from elsewhere or from
 * before; they alone show that a bundle was cut short or that sealed history was rewritten and sealed anew. Streams: memory does not grow with the number of rows.
 * Never throws for what is in the bundle; whatever is wrong is a problem in the verdict.
 */
export async function verifyBundle(
  dir: string,
  options: { publicKey?: string; checkpoints?: readonly string[] } = {},
): Promise<Verdict> {
  const findings = new Findings();
  const notes: Verdict['notes'] = [];
  const failed = await whyNoDirectory(dir);
  if (failed !== null) findings.add({ code: 'bundle.unreadable', file: dir, detail: failed });
  const manifest = readManifest(await textOf(join(dir, 'manifest.json')));
  if (manifest === null && failed === null) findings.add({ code: 'manifest.unreadable' });
  const keys = await readKeys(dir, options.publicKey, findings, notes);
  const heads = failed === null ? await readHeads(dir, keys, options.checkpoints ?? [], findings) : [];
  const leaves = {
    database: null,
    outside: null,
    ...(failed === null && (await openLeaves(dir, findings, notes))),
  };
  const counted = await walkRows(dir, manifest, heads, leaves, findings);
  await Promise.all([leaves.database?.close(), leaves.outside?.close()]);
  if (manifest !== null) await checkFiles(dir, manifest, counted.digest, findings);
  const { list, more } = findings;
  return {
    ok: list.length === 0,
    entries: counted.lines,
    checkpoints: heads.length,
    sealed: counted.sealed,
    firstBad: findings.firstBad(),
    key: { note: keys[0]?.note ?? null, pinned: options.publicKey !== undefined },
    problems: findings.problems(),
    more,
    notes,
  };
}

async function walkRows(
  dir: string,
  manifest: Manifest | null,
  heads: SealedHead[],
  leaves: LeafFiles,
  findings: Findings,
): Promise<{ lines: number; sealed: number; digest: Digest | null }> {
  const has = { database: leaves.database !== null, outside: leaves.outside !== null };
  const judge = new Judge(heads, has, findings);
  const walk = new RowWalk(leaves, judge, findings);
  const reader = new LineReader(join(dir, 'entries.jsonl'));
  let digest: Digest | null = null;
  try {
    await walk.walk(reader);
    digest = reader.digest();
  } catch (error) {
    findings.add({ code: 'bundle.unreadable', file: 'entries.jsonl', detail: reasonOf(error) });
  }
  const sealedSize = heads.at(-1)?.size ?? 0;
  const kept = [leaves.database?.leaves ?? 0, leaves.outside?.leaves ?? 0];
  if (digest !== null) await walk.finish(Math.max(manifest?.size ?? 0, sealedSize, ...kept));
  for (const [file, found] of [
    ['leaves-database.bin', leaves.database],
    ['leaves.bin', leaves.outside],
  ] as const) {
    if (found?.torn) findings.add({ code: 'leaf.torn', file });
    if (found && found.leaves < walk.size) {
      findings.add({ code: 'leaf.short', file, seq: found.leaves + 1, until: walk.size });
    }
  }
  if (heads.length === 0) findings.add({ code: 'checkpoint.none' });
  else if (walk.size > sealedSize) {
    findings.addApart({ code: 'entry.unsealed', seq: sealedSize + 1, until: walk.size });
  }
  return { lines: walk.lines, sealed: judge.sealed, digest };
}

async function readKeys(
  dir: string,
  pinned: string | undefined,
  findings: Findings,
  notes: Verdict['notes'],
): Promise<AuditKey[]> {
  const lines = (await textOf(join(dir, 'public-key.txt'))).split('\n').map((line) => line.trim());
  const own = lines.filter((line) => line !== '');
  if (pinned !== undefined) {
    const key = readKey(pinned);
    if (key === null) findings.add({ code: 'key.unreadable' });
    else if (own.length > 0 && !own.includes(key.note)) findings.add({ code: 'key.differs' });
    return key === null ? [] : [key];
  }
  const keys = own.map(readKey).filter((key) => key !== null);
  if (own.length === 0) findings.add({ code: 'key.missing' });
  else if (keys.length < own.length) findings.add({ code: 'key.unreadable' });
  notes.push({
    code: 'key.self-asserted',
    sentence: {
      zh: '所用公钥取自存证包本身，只能说明存证包前后一致；要证明出自谁手，请给出事先取得的公钥。',
      en: 'The key was taken from the bundle itself, so this shows only that the bundle agrees with itself; give a key you were handed beforehand to know whose it is.',
    },
  });
  return keys;
}

async function readHeads(
  dir: string,
  keys: AuditKey[],
  given: readonly string[],
  findings: Findings,
): Promise<SealedHead[]> {
  const names = (await readdir(join(dir, 'checkpoints')).catch(() => [])).filter((name) =>
    name.endsWith('.txt'),
  );
  const heads: SealedHead[] = [];
  const judge = (file: string, text: string): void => {
    const judged = judgeHead(file, text, keys);
    if ('head' in judged) heads.push(judged.head);
    else findings.add({ code: judged.fault, file });
  };
  given.forEach((text, at) => {
    judge(`given checkpoint ${at + 1}`, text);
  });
  for (const name of names.sort()) judge(`checkpoints/${name}`, await textOf(join(dir, 'checkpoints', name)));
  heads.sort((a, b) => a.size - b.size);
  return heads.filter((head, at) => {
    const before = heads[at - 1];
    if (before?.size !== head.size || before.root === head.root) return true;
    findings.add({ code: 'checkpoint.contradiction', detail: `${before.file}, ${head.file}` });
    return false;
  });
}

async function openLeaves(dir: string, findings: Findings, notes: Verdict['notes']): Promise<LeafFiles> {
  const database = await LeafFile.open(join(dir, 'leaves-database.bin'));
  const outside = await LeafFile.open(join(dir, 'leaves.bin'));
  if (outside === null) {
    notes.push({
      code: 'leaves.absent',
      sentence: {
        zh: '存证包里没有库外散列（leaves.bin）：改动仍能由检查点发现，但未必能指到具体一条。',
        en: 'There are no hashes kept outside the database (leaves.bin): checkpoints still reveal an alteration, but may not single out the entry.',
      },
    });
  }
  for (const [file, leaves] of Object.entries({ 'leaves-database.bin': database, 'leaves.bin': outside })) {
    if (leaves?.leaves === 0 && leaves.torn) findings.add({ code: 'leaf.torn', file });
  }
  return { database, outside };
}

async function checkFiles(
  dir: string,
  manifest: Manifest,
  entries: Digest | null,
  findings: Findings,
): Promise<void> {
  for (const { path, bytes, sha256 } of manifest.files) {
    const read = path === 'entries.jsonl' ? Promise.resolve(entries) : digestOf(join(dir, path));
    const digest = await read.catch(() => null);
    if (digest === null) findings.add({ code: 'file.missing', file: path });
    else if (digest.bytes !== bytes || digest.sha256 !== sha256)
      findings.add({ code: 'file.altered', file: path });
  }
  const listed = new Set(manifest.files.map(({ path }) => path));
  const names = await readdir(join(dir, 'checkpoints')).catch(() => []);
  const present = ['leaves.bin', 'leaves-database.bin'];
  for (const name of present) {
    const exists = await stat(join(dir, name)).then(
      () => true,
      () => false,
    );
    if (exists && !listed.has(name)) findings.add({ code: 'file.unlisted', file: name });
  }
  for (const name of names) {
    if (!listed.has(`checkpoints/${name}`))
      findings.add({ code: 'file.unlisted', file: `checkpoints/${name}` });
  }
}

async function whyNoDirectory(dir: string): Promise<string | null> {
  try {
    return (await stat(dir)).isDirectory() ? null : 'ENOTDIR';
  } catch (error) {
    return reasonOf(error);
  }
}

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
