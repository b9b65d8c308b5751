// The command line `wenying`: each command is loaded only when it is called, so that none pays for another.
import { Command, CommanderError, Option } from 'commander';

type Options = Record<string, string | undefined>;

/** Builds the program; every action resolves to the exit code: 0 done, 1 some rows refused, 2 nothing could be done. */
function program(end: (code: number) => void): Command {
  const wenying = new Command('wenying')
    .description('闻应的命令 / the commands of Wenying')
    .exitOverride()
    .showHelpAfterError()
    .hook('preAction', (_, asked) => mustSaySomething(asked));
  const on = (spec: string, about: string) => wenying.command(spec).description(about);
  const act =
    (work: (...args: never[]) => Promise<number>) =>
    async (...args: unknown[]) =>
      end(await work(...(args as never[])));

  on('parse-feed <file...>', '解析订阅源，逐条输出 / feeds to items, one JSON line each')
    .option('--type <mime>', 'the Content-Type the server gave')
    .action(
      act(async (files: string[], { type }: Options) =>
        (await import('./commands/parse-feed.js')).parseFeeds(files, type),
      ),
    );
  on('redact [file]', '遮蔽个人信息 / mask personal data: {id, text} a line').action(
    act(async (file?: string) => (await import('./commands/redact.js')).redactLines(file)),
  );
  on('classify [file]', '研判：主题、领域、突发事件 / topics, areas, emergency: {id, title, body} a line')
    .option('--in-force', 'read with the model that people put in force in this database')
    .option('--jurisdiction <name>', 'with --in-force, where there are several')
    .action(
      act(async (file: string | undefined, { inForce, jurisdiction }: Options & { inForce?: boolean }) => {
        if (!inForce) return (await import('./commands/understand.js')).classifyLines(file);
        return (await import('./commands/in-force.js')).classifyInForce(file, jurisdiction);
      }),
    );
  on('group [file]', '归并成事件 / gather messages into incidents').action(
    act(async (file?: string) => (await import('./commands/understand.js')).groupLines(file)),
  );
  on('due', '某项责任何时到期、如何算出 / when a duty is due, and how that was counted')
    .requiredOption('--duty <duty>', 'such as authoritative-release')
    .requiredOption('--from <instant>', 'ISO 8601, such as 2026-09-30T09:00:00+08:00')
    .option('--pack <pack>', 'a policy pack, such as xinxing-2017')
    .addOption(new Option('--level <level>', 'a level, where the duty depends on it'))
    .action(act(async (options: Options) => (await import('./commands/due.js')).dueLine(options)));
  on('train [file]', '从标注数据训练主题模型 / train the topic model from labelled JSON lines')
    .option('--out <dir>', 'where to write the weights (default: the shipped ones)')
    .action(
      act(async (file: string | undefined, { out }: Options) =>
        (await import('./commands/understand.js')).trainModel(file, out),
      ),
    );
  on('evaluate [file]', '在标注数据上评测 / scores on labelled JSON lines').action(
    act(async (file?: string) => (await import('./commands/understand.js')).evaluateModel(file)),
  );

  on('migrate', '更新数据库结构 / bring the database up to date').action(
    act(async () => (await import('./commands/records.js')).migrateDatabase()),
  );
  on('import-hotline <file>', '导入热线文件 / import a hotline file (csv, xlsx)')
    .option('--mapping <file>', 'JSON: field to heading')
    .option('--jurisdiction <name>', 'where there are several')
    .action(
      act(async (file: string, options: Options) =>
        (await import('./commands/records.js')).importHotline(file, options),
      ),
    );
  on('seed', '在空库中放入演示用的县 / put the invented county into an empty database').action(
    act(async () => (await import('./commands/records.js')).seedCounty()),
  );
  on('rotate-key', '更换 SECRET_KEY / change SECRET_KEY: every key is wrapped anew, originals stay readable')
    .option(
      '--new-key <file>',
      'a file with the new key, or - ; left out: made, where DATA_DIR keeps the key',
    )
    .action(act(async (options: Options) => (await import('./commands/rotate-key.js')).rotateKey(options)));
  on('backup <file>', '备份到一个文件，或 - / everything an office needs in one file, or -').action(
    act(async (file: string) => (await import('./commands/backup.js')).backup(file)),
  );
  on('restore <file>', '从备份恢复到空库 / fill an empty database from a backup')
    .option('--other-key', 'restore although SECRET_KEY is not the one of the backup')
    .action(
      act(async (file: string, options: { otherKey?: boolean }) =>
        (await import('./commands/backup.js')).restore(file, options),
      ),
    );
  const user = wenying.command('user').description('人员 / officers');
  user
    .command('add')
    .requiredOption('--name <name>', 'the name to sign in with')
    .requiredOption(
      '--role <role...>',
      'news-office, department-officer, reviewer, leader, auditor, administrator',
    )
    .option('--department <name>', 'the department they belong to; a department-officer needs one')
    .option('--jurisdiction <name>', 'made when the database is empty')
    .description('新增人员，密码从标准输入读 / add an officer; the password is read from standard input')
    .action(
      act(async (options: Options & { role: string[] }) =>
        (await import('./commands/records.js')).addUser(options),
      ),
    );
  const token = wenying.command('token').description('接口令牌 / API tokens');
  token
    .command('add')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption(
      '--scope <scope...>',
      'intake:write, messages:read, incidents:read, duties:read, releases:read, ledger:read, live:read',
    )
    .option('--jurisdiction <name>', 'where there are several')
    .description('新增令牌，只显示一次 / add a token and print it once')
    .action(
      act(async (options: Options & { scope: string[] }) =>
        (await import('./commands/records.js')).addToken(options),
      ),
    );
  const ledger = wenying.command('ledger').description('存证账本 / the ledger');
  ledger
    .command('export <dir>')
    .description('导出存证包 / export an evidence bundle')
    .action(act(async (dir: string) => (await import('./commands/ledger.js')).exportBundle(dir)));
  ledger
    .command('verify <dir>')
    .option('--key <key>', 'the public key you were given, instead of the bundle’s own')
    .description('核验存证包，不需要数据库 / check a bundle; needs no database')
    .action(
      act(async (dir: string, options: Options) =>
        (await import('./commands/ledger.js')).verifyDirectory(dir, options),
      ),
    );
  return wenying;
}

/** What is given may not be blank: `--name ""` is mostly a variable of the shell that was never set. */
function mustSaySomething(asked: Command): void {
  const given: [string, unknown][] = [
    ...Object.entries(asked.opts()).map(([name, value]): [string, unknown] => [
      asked.options.find((option) => option.attributeName() === name)?.long ?? name,
      value,
    ]),
    ...asked.registeredArguments.map((argument, i): [string, unknown] => [
      argument.name(),
      argument.variadic ? asked.args.slice(i) : asked.args[i],
    ]),
  ];
  for (const [name, value] of given)
    if ([value].flat().some((one) => typeof one === 'string' && one.trim() === ''))
      throw new Error(`${name} 是空的，请给出内容 / ${name} is blank: give it a value`);
}

/** What a file system answers, said so that a person knows what to do. */
const FILE_FAULTS: Record<string, string> = {
  EISDIR: '这是一个目录，请给出文件 / that is a directory: name a file',
  ENOENT: '没有这个文件或目录 / there is no such file or directory',
  ENOTDIR: '路径的一部分不是目录 / a part of that path is no directory',
  EACCES: '没有权限 / not permitted',
  EPERM: '没有权限 / not permitted',
  ENOSPC: '磁盘已满 / the disk is full',
  EFBIG: '文件太大，这里放不下 / the file is too large for this place',
  EROFS: '磁盘只读 / the disk is read-only',
};

/** One clear sentence in both languages; never a stack trace. */
function sentenceOf(cause: unknown): string {
  const { zh, en, message, code, path } = cause as NodeJS.ErrnoException & { zh?: string; en?: string };
  if (zh && en) return `${zh} / ${en}`;
  const known = FILE_FAULTS[code ?? ''];
  if (known) return path ? `${known}: ${path}` : known;
  return message ?? String(cause);
}

async function main(): Promise<void> {
  let code = 0;
  try {
    await program((ended) => {
      code = ended;
    }).parseAsync();
  } catch (cause) {
    if (cause instanceof CommanderError) code = cause.exitCode === 0 ? 0 : 2;
    else {
      process.stderr.write(`${sentenceOf(cause)}\n`);
      code = 2;
    }
  }
  // What was written must be out before we leave; open handles of libraries must not keep us.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  process.exit(code);
}

process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code === 'EPIPE') process.exit(0); // the reader, such as `head`, has had enough
  throw cause;
});
void main();
