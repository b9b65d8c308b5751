// Under which name and digests a message is known: by them a repeat is told from what is new.
import { Injectable } from '@nestjs/common';
import { fingerprint, fingerprints, redact } from '#intake';
import { unhurried } from '../platform/unhurried';
import { type Incoming, storable } from './mask';
import type { Row } from './receive.parts';
import { keyOf, ReceiveStore } from './receive.store';
import { Seal } from './seal';

const LONGEST_NAME = 300;
/** A serial number of few figures: nothing in it could be anybody's. */
const PLAIN_NAME = /^(?:[a-z]{1,20}[-_])?\d{1,6}$/;
const SAID_BYTES = 16;

@Injectable()
export class Identity {
  /** Asked once: it never comes to be so while this edition runs. */
  private hasEarlierPrints: boolean | null = null;

  constructor(
    private readonly store: ReceiveStore,
    private readonly seal: Seal,
  ) {}

  /** In order; `origin`: the door through which each came. */
  async of(messages: readonly Incoming[], origin: (message: Incoming) => string): Promise<Row[]> {
    this.hasEarlierPrints ??= await this.store.hasEarlierPrints();
    return unhurried(messages, (message) => this.identify(message, origin(message)));
  }

  private identify(message: Incoming, origin: string): Row {
    const { title, body } = message;
    const digests = this.hasEarlierPrints ? fingerprints(title, body) : [fingerprint(title, body)];
    const prints = digests.map((words) => this.seal.print(words));
    const print = prints[0]!;
    const name = message.externalId === null ? null : this.nameOf(message.externalId);
    const hex = print.toString('hex');
    const key = { origin, externalId: name ?? `words:${hex}` };
    return { message, print, hex, prints, said: this.saidOf(message, print), name, key, called: keyOf(key) };
  }

  /** The words alone where there is nothing else that a later message could change. */
  private saidOf({ hotline, place, agency }: Incoming, print: Buffer): Buffer {
    if (hotline === null && place === null && agency === null) return print.subarray(0, SAID_BYTES);
    const { flags: _, ...life } = hotline ?? { flags: [] };
    return this.seal
      .print(JSON.stringify([print.toString('hex'), place, agency, life]))
      .subarray(0, SAID_BYTES);
  }

  /** A name may itself be a citizen's number, or longer than an index holds: then its keyed digest serves as well. */
  private nameOf(externalId: string): string {
    const name = storable(externalId.trim());
    if (PLAIN_NAME.test(name)) return name;
    if (name.length <= LONGEST_NAME && redact(name).removed.length === 0) return name;
    return `digest:${this.seal.print(name).toString('hex').slice(0, 32)}`;
  }
}
