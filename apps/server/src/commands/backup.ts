// `wenying backup FILE` and `wenying restore FILE`: an office in one file, and from one file an office.
import { createWriteStream, lstatSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Made, makeBackup, NothingThere } from '../backup/backup';
import { mustOpen, openBackup, RestoreFault, type RestoreFaultCode, restoreBackup } from '../backup/restore';
import { NotFillable } from '../backup/restore.store';
import type { NewFact } from '../platform/commit';
import { readConfig } from '../platform/config';
import { connect, openForCommand } from '../platform/database';
import { appendFacts } from '../platform/ledger';
import { syncDirectory } from '../platform/secret-key';
import { wrappingOf } from '../platform/wrap';
import { CommandFault, commandLine, complain, print } from './lines';

const keepTheKey = {
  zh: 'SECRET_KEY 不在其中，请另处保管：没有它，封存的原文打不开',
  en: 'SECRET_KEY is not in it: keep it apart, for without it sealed originals cannot be opened',
};

export async function backup(file: string): Promise<number> {
  const config = readConfig();
  const database = await openForCommand(config);
  try {
    const db = await connect(database.url);
    try {
      const tell = (told: NewFact) => db.transaction((tx) => appendFacts(tx, [told], new Date()));
      const asked = { url: database.url, dataDir: config.dataDir, actor: commandLine, tell, progress };
      const made = await (file === '-' ? toStandardOutput(asked) : toFile(asked, path.resolve(file)));
      told(made, file);
      if (made.keys.some((key) => key !== wrappingOf(config.secretKey).id))
        complain(
          '注意：这里的 SECRET_KEY 不是这个数据库的那一把 / Mind: the SECRET_KEY here is not the one of this database.',
        );
      if (file !== '-') {
        const { keys: _, ...line } = made;
        await print({ file: path.resolve(file), ...line });
      }
      return 0;
    } finally {
      await db.destroy();
    }
  } catch (cause) {
    if (cause instanceof NothingThere)
      throw new CommandFault(
        '数据库还是空的，没有可备份的 / the database is empty: there is nothing to back up',
      );
    throw cause;
  } finally {
    await database.close();
  }
}

function told({ rows, tables, files, bytes, at }: Made, file: string): void {
  const where = file === '-' ? '' : `：${file}`;
  complain(
    `已备份 ${tables} 张表、${rows} 行、${files} 个文件（${megabytes(bytes)}，截至 ${at}）${where}。${keepTheKey.zh}。 / Backed up ${rows} rows of ${tables} tables and ${files} files as of ${at}. ${keepTheKey.en}.`,
  );
}
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;

type Asked = Parameters<typeof makeBackup>[0];

/** Under another name until all of it is on the disk: what bears the name is whole. */
async function toFile(asked: Asked, file: string): Promise<Made> {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there && !there.isFile())
    throw new CommandFault(`这不是普通文件，请另给文件名 / that is no plain file, name another: ${file}`);
  const part = `${file}.${process.pid}.part`;
  const clear = () => rmSync(part, { force: true });
  const stop = () => {
    clear();
    complain('已中断，没有留下备份 / broken off: no backup was left');
    process.exit(2);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    const out = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
    const made = await makeBackup(asked, out);
    renameSync(part, file);
    syncDirectory(path.dirname(file));
    return made;
  } catch (cause) {
    clear();
    throw cause;
  }
}

async function toStandardOutput(asked: Asked): Promise<Made> {
  if (process.stdout.isTTY)
    throw new CommandFault(
      '标准输出是终端，请给出文件名或重定向 / standard output is a terminal: name a file, or send it somewhere',
    );
  // Elsewhere a reader that has had enough is no fault; half a backup is.
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', () => {});
  return makeBackup(asked, process.stdout, { end: false });
}

const refused: Record<RestoreFaultCode, (what: string) => string> = {
  damaged: (what) =>
    `备份已损坏（${what}），什么都没有写入；请用另一份备份 / the backup is damaged (${what}) and nothing was written: use another one`,
  'not-a-backup': () => '这不是闻应的备份 / that is no backup of Wenying',
  'newer-edition': (what) =>
    `这份备份出自更新的版本（${what}），请先升级程序再恢复 / the backup is of a newer edition (${what}): bring the program up to date, then restore`,
  'other-key': (what) =>
    `SECRET_KEY 不是这份备份的那一把（指纹 ${what}）：请放回原来的密钥（环境变量 SECRET_KEY，或 DATA_DIR/secret-key 文件）；若执意先恢复，加 --other-key，在放回原来的密钥之前服务不会启动 / SECRET_KEY is not the one of this backup (fingerprint ${what}): give the one of then, in SECRET_KEY or in the file DATA_DIR/secret-key; to restore all the same add --other-key, and the server will not start before it has that key`,
};
const notFillable: Record<NotFillable['why'], (what: string) => string> = {
  'not-empty': (what) =>
    `数据库不是空的（${some(what)}），没有写入；请换一个新的 DATA_DIR 或新的数据库 / the database is not empty (${some(what)}) and nothing was written: choose a new DATA_DIR or a new database`,
  'in-use': () =>
    '数据库正被服务或别的连接使用，没有写入；请先停掉它们 / a server or another program is connected to the database and nothing was written: stop it first',
  'other-edition': (what) =>
    `数据库的结构（${what}）与备份的版本不同，没有写入；请恢复到一个还没有用过的 DATA_DIR 或新建的空数据库，恢复时会自动升级 / the database was brought to another edition (${what}) than the backup’s and nothing was written: restore into a DATA_DIR that was never used, or a newly created database; it is brought up to date there`,
  'other-queue': (what) =>
    `备份中任务队列的版本与本程序（${what}）不同，没有写入；请用做备份时的程序版本恢复，再升级 / the job queue of the backup is of another edition than this program’s (${what}) and nothing was written: restore with the edition that made the backup, then bring it up to date`,
  'other-rows': (what) =>
    `表 ${what} 的行数与备份所记不符，没有写入 / ${what} has other rows than the backup says and nothing was written`,
};

/** A few names are enough to see what is meant. */
const some = (names: string) =>
  names.split(', ').slice(0, 3).join(', ') + (names.split(', ').length > 3 ? ' …' : '');

export async function restore(file: string, { otherKey }: { otherKey?: boolean }): Promise<number> {
  if (file === '-' || !statSync(file).isFile())
    throw new CommandFault('请给出备份文件的名字 / name the file of the backup');
  const config = readConfig();
  try {
    const opened = await openBackup(file);
    try {
      const { manifest } = opened;
      if (!otherKey) mustOpen(manifest, config.secretKey);
      const database = await openForCommand(config);
      try {
        const done = await restoreBackup(opened, { ...config, url: database.url }, commandLine, progress);
        for (const place of done.setAside)
          complain(`原有文件已移到 / what lay there before was set aside: ${place}`);
        if (done.strangers.length > 0)
          complain(
            `不属于本程序的表没有恢复 / not restored, for they are none of this program’s: ${done.strangers.join(', ')}`,
          );
        complain(
          `已恢复 ${done.tables} 张表、${done.rows} 行、${done.files} 个文件，回到 ${done.at}；每个人要重新登录，未用的首次登录码已作废。 / Restored ${done.rows} rows of ${done.tables} tables and ${done.files} files, as of ${done.at}; everybody signs in again, and first sign-in codes that were not used are void.`,
        );
        await print(done);
        return 0;
      } finally {
        await database.close();
      }
    } finally {
      opened.archive.close();
    }
  } catch (cause) {
    if (cause instanceof RestoreFault) throw new CommandFault(refused[cause.code](cause.what));
    if (cause instanceof NotFillable) throw new CommandFault(notFillable[cause.why](cause.what));
    throw cause;
  }
}

/** At a terminal, which table is at hand: one line, written over. */
function progress(table: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\u001b[2K${table}\r`);
}
