// `wenying rotate-key`: every key of the database re-wrapped under a new SECRET_KEY; originals themselves stay as they are.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Commit, fact } from '../platform/commit';
import { Keyring } from '../platform/keyring';
import { installNextKey, keepNextKey } from '../platform/secret-key';
import { CommandFault, commandLine, complain, print } from './lines';
import { withServer } from './with-server';

const LEAST = 32;
/** On purpose: whoever had the old key could have signed cookies of sessions with it. */
const signInAgain = {
  zh: '重启后每个人要重新登录一次，打开的页面会就地要密码，填写的内容不丢。',
  en: 'everybody signs in once more: open pages ask for the password in place and keep what was typed.',
};

/** Harmless to repeat and to break off: before the database has changed the old key holds, after it the new one. */
export async function rotateKey({ newKey: file }: { newKey?: string }): Promise<number> {
  const given = file === undefined ? null : await readKey(file);
  return withServer(
    async (context, config) => {
      const { secretKeyFile } = config;
      if (given === config.secretKey) {
        // Re-wrapped before, by a command that did not come to the end: the file follows.
        if (secretKeyFile) {
          keepNextKey(secretKeyFile, given);
          installNextKey(secretKeyFile);
        }
        complain('数据库已在这把密钥之下，不用再换。 / The database lies under this key already.');
        await print({ keys: 0 });
        return 0;
      }
      const next = given ?? (secretKeyFile ? randomBytes(32).toString('base64url') : null);
      if (next === null)
        throw new CommandFault(
          'SECRET_KEY 由环境变量给出，请用 --new-key FILE 给出新的一把 / SECRET_KEY comes from the environment: give the new one, such as: openssl rand -base64 33 > new-key && wenying rotate-key --new-key new-key',
        );
      const keyring = context.get(Keyring);
      const rotated = await context.get(Commit).commit(async (tx) => {
        const done = await keyring.rewrap(tx, next, () => {
          if (secretKeyFile) keepNextKey(secretKeyFile, next);
        });
        return {
          value: done,
          facts: [fact('key.rotated', commandLine, { type: 'key', id: done.to }, null, done)],
        };
      });
      if (secretKeyFile) installNextKey(secretKeyFile);
      complain(
        secretKeyFile
          ? `新密钥已写入 ${secretKeyFile}，请另存一份，并重新启动正在运行的服务；${signInAgain.zh} / The new key is in ${secretKeyFile}: keep a copy, and restart what is running; ${signInAgain.en}`
          : `请把 SECRET_KEY 改成新的一把，并重新启动所有进程；旧的只在恢复更换之前的备份时还用得着。${signInAgain.zh} / Set SECRET_KEY to the new one and restart every process; the old one opens only backups made before. After that ${signInAgain.en}`,
      );
      await print(rotated);
      return 0;
    },
    given === null ? {} : { otherKeys: [given] },
  );
}

async function readKey(file: string): Promise<string> {
  if (file !== '-' && !existsSync(file)) throw new CommandFault(`没有这个文件 / no such file: ${file}`);
  const key = (file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8')).trim();
  if (key.length < LEAST)
    throw new CommandFault(`新密钥至少 ${LEAST} 个字符 / the new key must have at least ${LEAST} characters`);
  return key;
}
