// The README.txt inside every evidence bundle: how to check it, with this program or without, in both languages.

export const bundleReadme = `闻应 存证包
============
本目录是一份舆情回应台账的完整副本，供审计人员自行保存、随时核验。核验不需要服务器，也不需要数据库。

怎样核验
  npm run -s wenying -- ledger verify 本目录
核验程序由每一行重新计算散列值，与数据库所存散列（leaves-database.bin）、库外散列（leaves.bin）和签名检查点
（checkpoints/）三方对照；有一条被改、被删、被插入或被调换，都会指出是哪一条。
请用事先当面取得的公钥核验。只用本目录里的 public-key.txt，只能说明本目录前后一致，不能说明它出自谁手。

文件
  entries.jsonl         每行一条，RFC 8785 规范写法；第 n 行的 seq 为 n
  leaves-database.bin   数据库所存散列，每条 32 字节，第 n 条在第 32×(n-1) 字节处
  leaves.bin            写入当时即存于库外的散列，排列同上
  checkpoints/*.txt     签名检查点（C2SP tlog-checkpoint，Ed25519）
  public-key.txt        公钥（signed-note 写法）
  manifest.json         文件清单和 SHA-256

手工核验一条（以第 5 条为例，两行输出应当相同）
  printf '\\0%s' "$(sed -n 5p entries.jsonl)" | sha256sum
  dd if=leaves.bin bs=32 skip=4 count=1 2>/dev/null | od -An -v -tx1 | tr -d ' \\n'; echo
叶 = SHA-256(0x00 || 该行)，节点 = SHA-256(0x01 || 左 || 右)，树形见 RFC 6962 §2.1；根应等于检查点第三行。


Wenying evidence bundle
=======================
A complete copy of a ledger of public-opinion response, for an auditor to keep and to check at any time. No server
and no database is needed.

How to check
  npm run -s wenying -- ledger verify THIS-DIRECTORY
The verifier hashes every row again and compares it with the hash the database kept (leaves-database.bin), the hash
kept outside the database (leaves.bin) and the signed checkpoints (checkpoints/). It names the entry that was altered,
removed, inserted or moved.
Check with a public key that was handed to you beforehand. The public-key.txt in this directory shows only that the
directory agrees with itself, not whose it is.

Files
  entries.jsonl         one entry a line, in RFC 8785 form; line n has seq n
  leaves-database.bin   the hashes the database kept, 32 bytes each, that of entry n at byte 32×(n-1)
  leaves.bin            the hashes kept outside the database when each entry was written, in the same layout
  checkpoints/*.txt     signed checkpoints (C2SP tlog-checkpoint, Ed25519)
  public-key.txt        the public key (signed-note form)
  manifest.json         the list of files and their SHA-256

Checking one entry by hand (entry 5 here; the two lines printed must be the same)
  printf '\\0%s' "$(sed -n 5p entries.jsonl)" | sha256sum
  dd if=leaves.bin bs=32 skip=4 count=1 2>/dev/null | od -An -v -tx1 | tr -d ' \\n'; echo
leaf = SHA-256(0x00 || line), node = SHA-256(0x01 || left || right), tree as in RFC 6962 §2.1; the root must equal the
third line of the checkpoint.
`;
