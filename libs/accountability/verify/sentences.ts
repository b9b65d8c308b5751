// Every finding of the verifier as a sentence a person can act on, in Chinese and English.

export type Words = { zh: string; en: string };

export type ProblemCode =
  | 'entry.altered'
  | 'entry.disagrees'
  | 'entry.missing'
  | 'entry.out-of-order'
  | 'entry.repeated'
  | 'entry.unreadable'
  | 'entry.not-canonical'
  | 'entry.unsealed'
  | 'leaf.database-altered'
  | 'leaf.outside-altered'
  | 'leaf.both-altered'
  | 'leaf.short'
  | 'leaf.torn'
  | 'checkpoint.none'
  | 'checkpoint.unreadable'
  | 'checkpoint.altered'
  | 'checkpoint.other-key'
  | 'checkpoint.other-origin'
  | 'checkpoint.contradiction'
  | 'checkpoint.root-mismatch'
  | 'key.missing'
  | 'key.unreadable'
  | 'key.differs'
  | 'bundle.unreadable'
  | 'manifest.unreadable'
  | 'file.missing'
  | 'file.altered'
  | 'file.unlisted';

export type FindingFacts = { seq?: number; until?: number; file?: string; detail?: string | Words };

/** The sentence of a finding, with its entry, file and sizes filled in. */
export function sentenceOf(finding: FindingFacts & { code: ProblemCode }): Words {
  const { zh, en } = sentences[finding.code];
  const { file = '', detail = '' } = finding;
  const words = typeof detail === 'string' ? { zh: detail, en: detail } : detail;
  const fill = (text: string, entries: string, told: string): string =>
    text.replaceAll('{entries}', entries).replaceAll('{file}', file).replaceAll('{detail}', told);
  return { zh: fill(zh, placeZh(finding), words.zh), en: fill(en, placeEn(finding), words.en) };
}

function placeZh({ seq, until }: FindingFacts): string {
  return until === undefined || until === seq ? `第 ${seq} 条` : `第 ${seq} 至 ${until} 条`;
}

function placeEn({ seq, until }: FindingFacts): string {
  return until === undefined || until === seq ? `entry ${seq}` : `entries ${seq} to ${until}`;
}

const sentences: { [code in ProblemCode]: Words } = {
  'entry.altered': {
    zh: '{entries}的内容被改动：由该行重新计算的散列值与当时留存的散列值不符。',
    en: 'The content of {entries} was altered: the hash computed from the row is not the hash kept when it was written.',
  },
  'entry.disagrees': {
    zh: '{entries}与留存的散列值（{file}）不符，又没有签名检查点能判定是内容被改还是散列值被改。',
    en: 'The row of {entries} and the hash kept in {file} disagree, and no signed checkpoint can tell which was altered.',
  },
  'entry.missing': {
    zh: '缺少{entries}：它曾经存在，现在不在台账里。',
    en: 'Missing: {entries}. It was once in the ledger and is not now.',
  },
  'entry.out-of-order': {
    zh: '{entries}不在应在的位置：行的次序被调换。',
    en: 'Out of place: {entries}. Rows were reordered.',
  },
  'entry.repeated': {
    zh: '{entries}出现不止一次：有一行是后来插入的。',
    en: 'More than one row claims to be {entries}: a row was inserted.',
  },
  'entry.unreadable': {
    zh: '{entries}所在的行不是一条完整的记录，无法读取。',
    en: 'The line where {entries} should stand is not a whole entry and cannot be read.',
  },
  'entry.not-canonical': {
    zh: '{entries}的写法不是规范写法：内容或许未变，但这一行被人重写过。',
    en: 'The line of {entries} is not in canonical form: the content may be the same, but the line was rewritten.',
  },
  'entry.unsealed': {
    zh: '{entries}没有签名检查点覆盖，不能证明未被改动。导出前请先签一个检查点。',
    en: 'No signed checkpoint covers {entries}, so nothing proves them unaltered. Sign a checkpoint before exporting.',
  },
  'leaf.database-altered': {
    zh: '{entries}的内容未变，但数据库所存的散列值被改动。',
    en: 'The row of {entries} stands, but the hash kept in the database was altered.',
  },
  'leaf.outside-altered': {
    zh: '{entries}的内容未变，但库外留存的散列值被改动。',
    en: 'The row of {entries} stands, but the hash kept outside the database was altered.',
  },
  'leaf.both-altered': {
    zh: '{entries}的内容与签名检查点相符，但库内库外的散列值都被改动。',
    en: 'The row of {entries} agrees with a signed checkpoint, but both kept hashes were altered.',
  },
  'leaf.short': {
    zh: '{file} 从{entries}起没有散列值。',
    en: '{file} has no hashes from {entries} on.',
  },
  'leaf.torn': {
    zh: '{file} 的长度不是 32 字节的整数倍，末尾残缺。',
    en: 'The length of {file} is not a multiple of 32 bytes: its end is torn.',
  },
  'checkpoint.none': {
    zh: '没有一个由该公钥签名的检查点，整个存证包无从证明。',
    en: 'There is no checkpoint signed by the key, so nothing in this bundle is proved.',
  },
  'checkpoint.unreadable': {
    zh: '检查点 {file} 不成格式，无法读取。',
    en: 'The checkpoint {file} cannot be read: it is not in the form of a signed checkpoint.',
  },
  'checkpoint.altered': {
    zh: '检查点 {file} 被改动：签名与文字不符。',
    en: 'The checkpoint {file} was altered: its signature does not fit its text.',
  },
  'checkpoint.other-key': {
    zh: '检查点 {file} 不是由该公钥签名的。',
    en: 'The checkpoint {file} is not signed by this key.',
  },
  'checkpoint.other-origin': {
    zh: '检查点 {file} 是另一部台账的。',
    en: 'The checkpoint {file} belongs to another ledger.',
  },
  'checkpoint.contradiction': {
    zh: '两个检查点都有真签名，却互相矛盾（{detail}）：在两次签名之间，已签过名的旧记录被改写。',
    en: 'Two checkpoints are truly signed and contradict each other ({detail}): sealed entries were rewritten between them.',
  },
  'checkpoint.root-mismatch': {
    zh: '由各行重新计算的根与检查点 {file} 的签名根不符：改动在{entries}之中{detail}。',
    en: 'The root computed from the rows is not the root signed in {file}: the alteration is among {entries}{detail}.',
  },
  'key.missing': {
    zh: '存证包里没有 public-key.txt，也没有另给公钥，签名无从核验。',
    en: 'There is no public-key.txt and no key was given, so no signature can be checked.',
  },
  'key.unreadable': {
    zh: '公钥读不出来：应为“名称+编号+base64”一行。',
    en: 'The public key cannot be read: one line of name+id+base64 is expected.',
  },
  'key.differs': {
    zh: '存证包里的公钥与您给出的公钥不同。',
    en: 'The public key in the bundle is not the one you gave.',
  },
  'bundle.unreadable': {
    zh: '{file} 打不开（{detail}）；请给出存证包的目录。',
    en: '{file} cannot be opened ({detail}); name the directory of an evidence bundle.',
  },
  'manifest.unreadable': {
    zh: 'manifest.json 缺失或不成格式：导出没有完成，或清单被改动。',
    en: 'manifest.json is missing or malformed: the export was not finished, or the list was altered.',
  },
  'file.missing': {
    zh: '清单所列的 {file} 不在存证包里。',
    en: '{file} is in the manifest but not in the bundle.',
  },
  'file.altered': {
    zh: '{file} 在存证包写成之后被改动：与清单上的大小或 SHA-256 不符。',
    en: '{file} was changed after the bundle was written: its size or SHA-256 is not that of the manifest.',
  },
  'file.unlisted': {
    zh: '{file} 不在清单里，是后来放进去的。',
    en: '{file} is not in the manifest: it was put in later.',
  },
};
