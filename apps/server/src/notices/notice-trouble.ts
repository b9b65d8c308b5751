// Why a notice could not be delivered: a code for ever, and a sentence in each language that says what to do.
import type { Words } from '#contract';

export type Trouble = Words & { code: string };

const sentences: Record<string, [zh: string, en: string]> = {
  unreachable: [
    '连接不上，请核对地址、端口和网络。',
    'It cannot be reached; check the address, the port and the network.',
  ],
  timeout: ['对方迟迟没有答复。', 'The other side took too long to answer.'],
  tls: [
    '加密连接没有建成（证书或加密方式不对），已拒绝发送。',
    'No trusted encrypted connection could be made (certificate or kind of encryption), so nothing was sent.',
  ],
  'refused-address': [
    '该地址指向内部网络或保留地址，已拒绝；确需使用时，请管理员把它列入 FETCH_ALLOW。',
    'The address leads into a private or reserved network and was refused; an administrator may list it in FETCH_ALLOW.',
  ],
  'bad-answer': ['对方的答复无法解读。', 'The answer could not be read.'],
  redirect: ['对方要求转到别的地址；请填写最终地址。', 'It redirects elsewhere; give the final address.'],
  'said-no': [
    '对方答复了 2xx，但在答复里说没有接收，请看它的答复。',
    'It answered 2xx, but says in its answer that it did not take it; see its answer.',
  ],
  'no-secret': [
    '密钥打不开（存放的内容不对），请重新填写。',
    'Its secret cannot be opened (what is stored does not fit); enter it again.',
  ],
  'http-410': [
    '对方已停用该地址（410），不再重试。',
    'This address is closed (410), so it is not tried again.',
  ],
  'smtp-auth': [
    '邮件服务器不认账号或口令，请核对。',
    'The mail server does not accept the user name or password; check them.',
  ],
  'smtp-refused': [
    '邮件服务器拒收，不再重试：请看它的答复（多为收件地址不存在）。',
    'The mail server refuses it for good; see its answer (often an address that does not exist).',
  ],
  'smtp-later': [
    '邮件服务器暂不接收，稍后再试。',
    'The mail server does not take it now; it is tried again.',
  ],
  'sms-refused': [
    '短信网关答复未接收，请看它的答复。',
    'The SMS gateway says that it did not take it; see its answer.',
  ],
  'wecom-93000': [
    '企业微信不认这个机器人地址，请重新复制。',
    'WeCom does not know this robot’s address; copy it again.',
  ],
  'wecom-45009': [
    '发得太快（每分钟约 20 条），稍后再试。',
    'Too many messages (some 20 a minute); it is tried again.',
  ],
  'dingtalk-310000': [
    '钉钉未通过安全设置：请核对加签密钥、关键词或 IP 段。',
    'DingTalk refuses it by its security settings: check the signing secret, the keywords or the IP range.',
  ],
  'dingtalk-300001': [
    '钉钉不认这个机器人地址，请重新复制。',
    'DingTalk does not know this robot’s address; copy it again.',
  ],
  'feishu-19021': [
    '飞书验签不过：请核对签名密钥和本机时间。',
    'Feishu refuses the signature: check the secret and this machine’s clock.',
  ],
  'feishu-19024': [
    '飞书要求消息含指定关键词，请在机器人设置中改用签名校验。',
    'Feishu demands a keyword; use its signature instead.',
  ],
  'feishu-19001': [
    '飞书不认这个机器人地址，请重新复制。',
    'Feishu does not know this robot’s address; copy it again.',
  ],
};
const brands: Record<string, Words> = {
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  feishu: { zh: '飞书', en: 'Feishu' },
};

export function noticeTrouble(fault: string): Trouble {
  const code = `notice.${fault}`;
  const known = sentences[fault];
  if (known) return { code, zh: known[0], en: known[1] };
  const robot = /^(wecom|dingtalk|feishu)-(-?\d+)$/.exec(fault);
  if (robot) {
    const brand = brands[robot[1]!]!;
    return {
      code,
      zh: `${brand.zh}答复了错误 ${robot[2]}，没有发出。`,
      en: `${brand.en} answered with fault ${robot[2]} and did not post it.`,
    };
  }
  const status = /^http-(\d{3})$/.exec(fault)?.[1] ?? fault;
  return { code, zh: `对方答复了 ${status}，没有接收。`, en: `It answered ${status} and did not take it.` };
}
