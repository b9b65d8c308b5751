// The channels that tests of notices use, each to a receiver on this machine.
import type { NoticeChannelInput } from '#contract';
import type { Client } from '../support/client';
import { Receivers } from './receivers';

export const far = new Receivers();
const quiet = null;
export const inputs: Record<string, NoticeChannelInput> = {
  email: {
    ...{ kind: 'email', name: '县政务邮箱', quiet, host: '127.0.0.1', port: 0, security: 'none' },
    ...{ user: 'notice', from: '闻应 <notice@wanglan.example>', password: 'mail-pass' },
  },
  sms: {
    ...{ kind: 'sms', name: '短信网关', quiet, url: '', type: 'json', successAt: 'code', successIs: 'OK' },
    ...{ template: '{"to":"{phone}","text":"{text}","key":"{secret}"}', secret: 'gateway-pass' },
    headers: 'X-App: wenying',
  },
  wecom: { kind: 'wecom', name: '应急群', quiet },
  dingtalk: { kind: 'dingtalk', name: '值班群', quiet, signSecret: far.secret },
  feishu: { kind: 'feishu', name: '新闻群', quiet, signSecret: far.secret },
  webhook: { kind: 'webhook', name: '市平台', quiet, url: '' },
};
/** A channel to the receivers here; `url` where it is another than usual. */
export async function addChannel(admin: Client, kind: keyof typeof inputs, url?: string, more: object = {}) {
  const path = {
    sms: '/sms',
    wecom: '/wecom?key=k1',
    dingtalk: '/dingtalk?access_token=t',
    feishu: '/feishu',
    webhook: '/hook',
  }[kind];
  const where = kind === 'email' ? { port: far.mailPort } : { url: far.at(url ?? path ?? '') };
  return admin.call('noticeChannels.add', {
    body: { ...inputs[kind], ...where, ...more } as NoticeChannelInput,
  });
}
