// Messages handed in by machines or people: each row is checked by itself; the good ones go in, the others are told why not.
import { Injectable } from '@nestjs/common';
import type { Answer, MessageReceipt } from '#contract';
import { checkMessage, type HotlineLife, type MessageInput, readHotlineLife } from '#intake';
import { actorOf, type Principal } from '../platform/access';
import { InFlight } from './in-flight';
import { type Incoming, mask } from './mask';
import { ReceiveService } from './receive.service';

const LONGEST_NAME = 200;
type Checked = { message: Incoming } | Extract<ReturnType<typeof checkMessage>, { refused: unknown }>;
type Sent = Answer<'messages.send'>;
type Kept = Pick<MessageReceipt, 'state' | 'id'>;

@Injectable()
export class SendService {
  private readonly inFlight = new InFlight();

  constructor(private readonly receiving: ReceiveService) {}

  send(who: Principal, rows: readonly unknown[]): Promise<Sent> {
    return this.inFlight.hold(rows.length, () => this.take(who, rows));
  }

  /** What `send` would make of one message: masked as it would be stored, and whether it is there already. Keeps nothing. */
  async preview(who: Principal, row: unknown): Promise<Answer<'messages.preview'>> {
    const checked = check(row);
    if ('refused' in checked) return { stored: null, refused: checked.refused, knownId: null };
    const message: Incoming = { ...checked.message, hotline: null };
    const { title, body, url, place, agency, masked } = mask(message);
    const { channel, publishedAt } = message;
    const { externalId, knownId } = await this.receiving.wouldBe(who.jurisdictionId, message, channel);
    return {
      stored: { channel, externalId, title, body, url, publishedAt, place, agency, masked },
      refused: null,
      knownId,
    };
  }

  private async take(who: Principal, rows: readonly unknown[]): Promise<Sent> {
    const checked = rows.map(check);
    const messages = checked.flatMap((row): Incoming[] => ('message' in row ? [row.message] : []));
    const { batchId, receipts } = await this.receiving.receive({
      jurisdictionId: who.jurisdictionId,
      actor: actorOf(who),
      origin: ({ channel }) => channel,
      messages,
    });
    return answerOf(rows, checked, batchId, receipts);
  }

  /** The answer that these rows had before: `receipts` are those of the good ones, in order. */
  answerAgain(rows: readonly unknown[], batchId: string | null, receipts: readonly Kept[]): Sent {
    return answerOf(rows, rows.map(check), batchId, receipts);
  }
}

function answerOf(
  rows: readonly unknown[],
  checked: readonly ReturnType<typeof check>[],
  batchId: string | null,
  receipts: readonly Kept[],
): Sent {
  let next = 0;
  const items = checked.map((row, index): MessageReceipt => {
    if ('refused' in row)
      return { index, externalId: nameIn(rows[index]), state: 'refused', id: null, ...row.refused };
    return { index, externalId: row.message.externalId, ...receipts[next++]! };
  });
  const count = (state: MessageReceipt['state']) => items.filter((item) => item.state === state).length;
  return {
    batchId,
    received: count('received'),
    repeated: count('repeated'),
    revised: count('revised'),
    refused: count('refused'),
    items,
  };
}

/** A name that is too long is refused, not cut: two letters might become one. */
function check(row: unknown): Checked {
  const { externalId, hotline } = (row ?? {}) as { externalId?: unknown; hotline?: unknown };
  if (typeof externalId !== 'string' || externalId.length <= LONGEST_NAME) {
    const [checked, read] = [checkMessage(row), readHotlineLife(hotline)];
    if ('refused' in checked) return checked;
    return 'refused' in read ? read : { message: withLife(checked.message, read.life) };
  }
  const zh = `“externalId”最长 ${LONGEST_NAME} 个字符。`;
  const reason = `${zh}"externalId" has at most ${LONGEST_NAME} characters.`;
  return { refused: { code: 'message.external-id', reason } };
}

/**
 * A record is as old as its receipt where nothing else says when it was published.
 * What is added comes first: of `{ ...message, more }` V8 in Node 20 gives every object a hidden class of its own, and
 * whatever reads thousands of them looks each property up anew.
 */
function withLife(message: MessageInput, life: HotlineLife | null): Incoming {
  if (life === null) return { hotline: null, ...message };
  const hotline = { agency: message.agency, ...life };
  return { hotline, ...message, publishedAt: message.publishedAt ?? life.receivedAt };
}

/** The name of a refused row, where it has one, so that its sender finds it again. */
function nameIn(row: unknown): string | null {
  const { externalId } = (row ?? {}) as { externalId?: unknown };
  return typeof externalId === 'string' ? externalId.slice(0, LONGEST_NAME) : null;
}
