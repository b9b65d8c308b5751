// Opens an original for a person who says why: the reason is in the ledger before the words are shown.
import { Injectable } from '@nestjs/common';
import type { Answer } from '#contract';
import { redact } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { KeyFault } from '../platform/keyring';
import { log } from '../platform/log';
import { notFound, Refusal } from '../platform/problem';
import { storable } from './mask';
import { OriginalStore } from './original.store';
import { type Original, Seal } from './seal';

@Injectable()
export class OriginalService {
  constructor(
    private readonly store: OriginalStore,
    private readonly seal: Seal,
    private readonly commit: Commit,
  ) {}

  /**
   * @param reason why it must be read; what it says of a person is masked, for it stays in the ledger for good
   * @throws Refusal 404 outside the person's view, 410 when it was erased, 422 for an empty reason
   */
  async open(who: Principal, messageId: string, reason: string): Promise<Answer<'messages.original'>> {
    const found = await this.store.find(messageId);
    inView(who, found?.jurisdictionId);
    if (!found) throw notFound();
    const said = redact(storable(reason)).text.trim();
    if (said.length < 2) throw noReason();
    if (!found.sealed) throw found.erasedAt ? erased() : none();
    const original = await this.unseal(messageId, found.sealed);
    const openedAt = await this.commit.commit(async (_tx, at) => ({
      value: at,
      facts: [
        fact('original.opened', actorOf(who), { type: 'message', id: messageId }, found.jurisdictionId, {
          messageId,
          reason: said,
        }),
      ],
    }));
    const { title, body, place = null, replyBody = null } = original;
    return { title, body, place, replyBody, openedAt: openedAt.toISOString() };
  }

  private async unseal(messageId: string, sealed: Buffer): Promise<Original> {
    try {
      return await this.seal.open(messageId, sealed);
    } catch (cause) {
      log.error({ err: cause, messageId }, 'an original did not open');
      throw cause instanceof KeyFault ? rotated() : altered();
    }
  }
}

const noReason = () =>
  new Refusal(
    422,
    'original.no-reason',
    '请写明查看原文的理由；理由会记入存证账本。',
    'Say why you must read the original; the reason goes into the ledger.',
  );
const erased = () =>
  new Refusal(
    410,
    'original.erased',
    '原文已按保存期限清除，只留下校验值；遮蔽后的文字仍可阅读。',
    'The original was erased at the end of its time; only its digest stays. The masked text can still be read.',
  );
const none = () =>
  new Refusal(404, 'original.none', '这条信息没有保存原文。', 'No original was kept of this message.');
const altered = () =>
  new Refusal(
    500,
    'original.altered',
    '原文打不开：保存的内容与密钥不符，可能被改动。已记录，请联系系统管理员。',
    'The original does not open: what is stored does not fit its key and may have been altered. This was noted; tell the administrator.',
  );
const rotated = () =>
  new Refusal(
    503,
    'original.key-rotated',
    '密钥已更换，本服务还没有重新启动，暂时打不开这份原文。请联系系统管理员重启。',
    'The key was changed and this server has not been restarted yet; ask the administrator to restart it.',
  );
