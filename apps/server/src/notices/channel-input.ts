// What a person enters of a channel, parted into what may be shown and what is sealed; and what cannot work, refused with words. Pure.
import type { NoticeChannelInput } from '#contract';
import { invalid } from '../platform/problem';
import { webAddress } from '../platform/web-address';
import type { Secrets } from './carrier';
import { readHeaders, templateFault } from './sms';

export type Entered = {
  settings: Record<string, string | number>;
  /** Only those that were given. */
  secrets: Secrets;
  /** Those without which it cannot work. */
  needs: readonly (keyof Secrets)[];
  host: string;
};
const ROOM = 'notice-channel';

/** @throws Refusal for an address, a sender, a template or headers that cannot work */
export function readChannelInput(input: NoticeChannelInput): Entered {
  switch (input.kind) {
    case 'email': {
      const { host, port, security, user, from, password } = input;
      if (
        !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(from) &&
        !/^[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>$/.test(from)
      )
        throw invalid(
          `${ROOM}.bad-sender`,
          '发件地址无效：写作 a@b.cn 或 名称 <a@b.cn>。',
          'The sender is no mail address: write a@b.cn or Name <a@b.cn>.',
        );
      if (!/^[\p{L}\p{N}.:-]+$/u.test(host))
        throw invalid(
          `${ROOM}.bad-host`,
          '邮件服务器只写主机名，不带 http:// 和端口。',
          'Give the mail server’s host name alone, without http:// and port.',
        );
      const settings = { host, port, security, user, from };
      return { settings, secrets: given({ password }), needs: user ? ['password'] : [], host };
    }
    case 'sms': {
      const { type, template, successAt, successIs, headers, secret } = input;
      const url = webAddress(input.url, ROOM);
      const fault = templateFault({ type, template });
      if (fault) throw invalid(`${ROOM}.bad-template`, fault.zh, fault.en);
      if (headers && !readHeaders(headers))
        throw invalid(
          `${ROOM}.bad-headers`,
          '请求头每行一个，写作“名称: 值”，不含 Host、Content-Type、Content-Length。',
          'Headers stand a line each, “Name: value”, without Host, Content-Type and Content-Length.',
        );
      const settings = { url: url.href, type, template, successAt, successIs };
      const needs = template.includes('{secret}') ? (['secret'] as const) : [];
      return { settings, secrets: given({ headers, secret }), needs, host: url.host };
    }
    case 'webhook': {
      const url = webAddress(input.url, ROOM);
      return { settings: { url: url.href }, secrets: {}, needs: [], host: url.host };
    }
    default: {
      const url = input.url === undefined ? null : webAddress(input.url, ROOM);
      const signSecret = 'signSecret' in input ? input.signSecret : undefined;
      // The address of a robot is its key: only its host may be shown.
      const settings: Entered['settings'] = url ? { host: url.host } : {};
      return {
        settings,
        secrets: given({ url: url?.href, signSecret }),
        needs: ['url'],
        host: url?.host ?? '',
      };
    }
  }
}

const given = (secrets: Record<string, string | undefined>): Secrets =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined && value !== ''));
