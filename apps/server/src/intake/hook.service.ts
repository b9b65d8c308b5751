// The doors through which other systems push messages: made by an administrator, signed by the sender, each message answered once.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Answer, allRoutes, type Hook, type Input } from '#contract';
import {
  newWebhookSecret,
  readWebhookSecret,
  verifyWebhook,
  type WebhookFault,
  type WebhookHeaders,
} from '#intake';
import { rightsOfScopes } from '#organisation';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { conflict, notFound, Refusal } from '../platform/problem';
import { SecretBox } from '../platform/secret-box';
import type { HookRow } from './hook.row';
import { HookStore, type KeptAnswer } from './hook.store';
import { SendService } from './send.service';

type Sent = Answer<'messages.send'>;
const EARLIER_COUNTS_MS = 24 * 3600_000;
/** Senders try again for days; longer than that nobody waits for an answer. */
const ANSWERS_KEPT_MS = 30 * 24 * 3600_000;

@Injectable()
export class HookService {
  constructor(
    private readonly store: HookStore,
    private readonly sending: SendService,
    private readonly box: SecretBox,
    private readonly commit: Commit,
    private readonly now: Now,
  ) {}

  async list(who: Principal, { cursor, limit }: Input<'hooks.list'>['query']): Promise<Answer<'hooks.list'>> {
    const keys = readCursor(cursor, 2);
    const before = keys && { at: String(keys[0]), id: String(keys[1]) };
    const rows = await this.store.list(who.jurisdictionIds, before, limit);
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id], viewOf);
  }

  /** A new door with its secret, which is never to be seen again. */
  async add(who: Principal, name: string): Promise<Answer<'hooks.add'>> {
    const id = randomUUID();
    const secret = newWebhookSecret();
    return this.commit.commit(async (tx, at) => {
      const row: HookRow = {
        id,
        jurisdictionId: who.jurisdictionId,
        name,
        secret: this.box.seal(id, secret),
        earlierSecret: null,
        earlierUntil: null,
        createdBy: who.name,
        createdAt: at,
        lastUsedAt: null,
        revokedAt: null,
      };
      await this.store.add(tx, row);
      const subject = { type: 'hook', id };
      return {
        value: { ...viewOf(row), secret },
        facts: [fact('hook.added', actorOf(who), subject, row.jurisdictionId, { hookId: id, name })],
      };
    });
  }

  /** A new secret; the one before it counts for another day, so that the sender can change over. */
  async rotate(who: Principal, id: string): Promise<Answer<'hooks.rotate'>> {
    const secret = newWebhookSecret();
    return this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, id);
      inView(who, row?.jurisdictionId);
      if (!row) throw notFound();
      if (row.revokedAt) throw revoked();
      const earlierUntil = new Date(at.getTime() + EARLIER_COUNTS_MS);
      const changes = { secret: this.box.seal(id, secret), earlierSecret: row.secret, earlierUntil };
      await this.store.update(tx, id, changes);
      const body = { hookId: id, until: earlierUntil.toISOString() };
      return {
        value: { ...viewOf({ ...row, ...changes }), secret },
        facts: [fact('hook.rotated', actorOf(who), { type: 'hook', id }, row.jurisdictionId, body)],
      };
    });
  }

  async revoke(who: Principal, id: string): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, id);
      inView(who, row?.jurisdictionId);
      if (!row || row.revokedAt) return { value: undefined, facts: [] };
      await this.store.update(tx, id, { revokedAt: at, earlierSecret: null, earlierUntil: null });
      const subject = { type: 'hook', id };
      return {
        value: undefined,
        facts: [fact('hook.revoked', actorOf(who), subject, row.jurisdictionId, { hookId: id })],
      };
    });
  }

  /**
   * Takes a signed push in. Nothing of its body is read before the signature holds; the same message again hears the
   * same answer and changes nothing.
   */
  async receive(id: string, headers: WebhookHeaders, body: Buffer): Promise<Sent> {
    const at = this.now.at();
    const hook = await this.store.find(id);
    const fault = verifyWebhook(hook ? this.keysOf(hook, at) : [], headers, body, at);
    // A door that is not there answers like one that does not know the signature.
    if (!hook || fault || headers.id === null) throw refusalOf(fault ?? 'bad-signature');
    const digest = createHash('sha256').update(body).digest();
    const rows = rowsOf(body);
    const known = await this.store.answered(id, headers.id);
    if (known) {
      if (!known.digest.equals(digest)) throw reused();
      return this.again(rows, known.answer);
    }
    const sent = await this.sending.send(principalOf(hook), rows);
    const items = sent.items.map(({ state, id: messageId }) => ({ state, id: messageId }));
    await this.store.keepAnswer(id, headers.id, digest, { batchId: sent.batchId, items }, at);
    await this.store.noteUsed(id, at);
    return sent;
  }

  async forgetAnswers(): Promise<void> {
    await this.store.forgetAnswers(new Date(this.now.at().getTime() - ANSWERS_KEPT_MS));
  }

  private keysOf(hook: HookRow, at: Date): Buffer[] {
    const isEarlierGood = hook.earlierUntil !== null && hook.earlierUntil > at;
    return [hook.secret, ...(isEarlierGood && hook.earlierSecret ? [hook.earlierSecret] : [])].flatMap(
      (sealed) => {
        const secret = this.box.open(hook.id, sealed);
        return (secret && readWebhookSecret(secret)) || [];
      },
    );
  }

  private again(rows: readonly unknown[], kept: KeptAnswer): Sent {
    return this.sending.answerAgain(
      rows,
      kept.batchId,
      kept.items.flatMap(({ state, id }) => (state === 'refused' || id === null ? [] : [{ state, id }])),
    );
  }
}

/** A door acts like a machine's token that may only hand messages in. */
const principalOf = (hook: HookRow): Principal => ({
  kind: 'token',
  id: hook.id,
  name: hook.name,
  roles: [],
  rights: rightsOfScopes(['intake:write']),
  jurisdictionId: hook.jurisdictionId,
  jurisdictionIds: [hook.jurisdictionId],
  departmentId: null,
});

const viewOf = (row: HookRow): Hook => ({
  id: row.id,
  name: row.name,
  path: `/api/hooks/${row.id}`,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  earlierUntil: row.earlierUntil?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

/** The body of POST /api/messages: one message, or up to 1,000. */
function rowsOf(body: Buffer): unknown[] {
  const parsed = allRoutes['messages.send'].body.safeParse(jsonOf(body));
  if (!parsed.success)
    throw new Refusal(
      400,
      'hook.body',
      '推送内容须是 JSON：一条信息，或 1 到 1000 条信息的数组。',
      'The body must be JSON: one message, or an array of 1 to 1,000.',
    );
  return Array.isArray(parsed.data) ? parsed.data : [parsed.data];
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

const sentences: Record<WebhookFault, [zh: string, en: string]> = {
  unsigned: [
    '请求没有签名：须带 webhook-id、webhook-timestamp（秒）和 webhook-signature 三个请求头。',
    'The request is not signed: it needs the headers webhook-id, webhook-timestamp (in seconds) and webhook-signature.',
  ],
  'bad-signature': [
    '签名不符：请核对推送地址和密钥，并对原样发出的内容签名。',
    'The signature does not hold: check the address and the secret, and sign the body exactly as it is sent.',
  ],
  'too-old': [
    '时间戳早于 5 分钟前，已拒绝：请校准时钟，每次重试都用当时的时间重新签名。',
    'The timestamp is more than 5 minutes old: set the clock right, and sign anew with each attempt.',
  ],
  'too-new': [
    '时间戳比现在晚 5 分钟以上，已拒绝：请校准时钟。',
    'The timestamp is more than 5 minutes ahead: set the clock right.',
  ],
};
const refusalOf = (fault: WebhookFault): Refusal => new Refusal(401, `hook.${fault}`, ...sentences[fault]);
const reused = () =>
  conflict(
    'hook.id-reused',
    '这个 webhook-id 已用于另一份内容；新的内容请用新的编号。',
    'This webhook-id was used for another body; a new body needs a new id.',
  );
const revoked = () =>
  conflict('hook.revoked', '该入口已作废，请另建一个。', 'This webhook is revoked; make another.');
