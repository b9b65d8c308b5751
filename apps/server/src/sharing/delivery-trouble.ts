// Why a partner could not be told: a code for ever, and a sentence in each language that says what to do.
import type { Trouble } from './delivery.row';

const sentences: Record<string, [zh: string, en: string]> = {
  'partner.unreachable': [
    '连接不上对方地址，请与对方核对地址和网络。',
    'The address cannot be reached; check it, and the network, with the partner.',
  ],
  'partner.timeout': ['对方迟迟没有答复。', 'The partner took too long to answer.'],
  'partner.tls': [
    '对方的安全证书有问题，已拒绝连接；请对方更换证书。',
    'The security certificate of the partner is at fault, so it was not trusted.',
  ],
  'partner.refused-address': [
    '该地址指向内部网络或保留地址，已拒绝；确需推送时，请管理员把它列入 FETCH_ALLOW。',
    'The address leads into a private or reserved network and was refused; an administrator may list it in FETCH_ALLOW.',
  ],
  'partner.bad-answer': ['对方的答复无法解读。', 'The answer of the partner could not be decoded.'],
  'partner.redirect': [
    '对方要求转到别的地址；推送不跟随转址，请填写最终地址。',
    'The partner redirects elsewhere; deliveries follow no redirect, so give the final address.',
  ],
  'partner.http-401': [
    '对方不认签名（401）：请核对密钥，或更换密钥后告知对方。',
    'The partner does not accept the signature (401): check the secret, or replace it and hand it over.',
  ],
  'partner.http-410': [
    '对方已停用该地址（410），不再重试；请改地址后重发。',
    'The partner has closed this address (410), so it is not tried again; change the address and send again.',
  ],
  'partner.said-no': [
    '对方答复了 2xx，但在答复里说没有接收，见下面的原话。',
    'The partner answered 2xx, but says in its answer that it did not take it; its words stand below.',
  ],
  'partner.no-secret': [
    '密钥打不开（存放的内容不对）：请为该单位更换密钥。',
    'Its secret cannot be opened (what is stored does not fit): replace the secret of this partner.',
  ],
};

export function troubleOf(code: string): Trouble {
  const known = sentences[code];
  if (known) return { code, zh: known[0], en: known[1] };
  const status = /^partner\.http-(\d{3})$/.exec(code)?.[1] ?? '';
  return {
    code,
    zh: `对方答复了 ${status}，没有接收。`,
    en: `The partner answered ${status} and did not take it.`,
  };
}
