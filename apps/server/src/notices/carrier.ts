// Carries one notice by one channel, each in its own protocol, and brings back what was answered.
import type { NoticeBody, Words } from '#contract';
import { readWebhookSecret, signWebhook } from '#intake';
import type { Gate } from '../platform/outside';
import { type Posted, Poster } from '../platform/poster';
import { saysRefused } from '../platform/refusal';
import type { ChannelRow } from './channel.row';
import { type MailServer, sendMail } from './mail';
import { type RobotKind, readRobotAnswer, robotLetter } from './robots';
import { readHeaders, type SmsSettings, smsLetter, smsTaken } from './sms';

export type Carried = {
  /** Null when it was delivered. */
  fault: string | null;
  status: number | null;
  head: string | null;
  retryAfterSeconds: number | null;
  /** No further attempt can help. */
  isFinal: boolean;
};
/** What a notice says, made once. */
export type Content = { subject: Words; text: Words; short: string; body: NoticeBody };
export type Secrets = Partial<Record<'password' | 'headers' | 'url' | 'signSecret' | 'secret', string>>;
export type Parcel = { id: string; content: Content; address: string | null; at: Date };
type Channel = Pick<ChannelRow, 'kind' | 'settings'>;

export class Carrier {
  private readonly poster: Poster;

  constructor(
    private readonly gate: Gate,
    private readonly timeoutMs?: number,
  ) {
    this.poster = new Poster(gate, timeoutMs);
  }

  /** Never throws for a fault of the other side. The same id with each attempt: mail and webhook carry it, so a repeat is known. */
  async carry(channel: Channel, secrets: Secrets, parcel: Parcel): Promise<Carried> {
    const { kind } = channel;
    if (kind === 'email') return this.mail(channel, secrets, parcel);
    if (kind === 'sms') return this.sms(channel, secrets, parcel);
    if (kind === 'webhook') return this.webhook(channel, secrets, parcel);
    return this.robot(kind, secrets, parcel);
  }

  close(): Promise<void> {
    return this.poster.close();
  }

  private async mail(channel: Channel, { password = '' }: Secrets, parcel: Parcel) {
    const server = { ...(channel.settings as Omit<MailServer, 'password'>), password };
    const { subject, text } = parcel.content;
    const mail = {
      to: parcel.address ?? '',
      subject: subject.zh,
      text: `${text.zh}\n\n${text.en}\n`,
      messageId: `<${parcel.id}@${domainOf(server.from)}>`,
    };
    const sent = await sendMail(server, mail, this.gate, this.timeoutMs);
    return { ...sent, retryAfterSeconds: null };
  }

  private async sms(
    channel: Channel,
    { headers = '', secret = '' }: Secrets,
    { id, content, address }: Parcel,
  ) {
    const settings = channel.settings as SmsSettings;
    const { type, body } = smsLetter(settings, { id, phone: address ?? '', text: content.short, secret });
    const posted = await this.poster.post(settings.url, {
      headers: { ...readHeaders(headers), 'content-type': type, 'user-agent': agent },
      body: Buffer.from(body),
    });
    if (posted.fault) return carried(posted);
    return smsTaken(settings, posted.text) ? carried(posted) : { ...carried(posted), fault: 'sms-refused' };
  }

  private async webhook(channel: Channel, { secret = '' }: Secrets, { id, content, at }: Parcel) {
    const key = readWebhookSecret(secret);
    if (!key) return nothingSent('no-secret');
    const body = Buffer.from(JSON.stringify(content.body));
    const signed = signWebhook([key], `msg_${id.replaceAll('-', '')}`, at, body);
    const headers = { 'content-type': 'application/json', 'user-agent': agent, ...signed };
    const posted = await this.poster.post(String(channel.settings.url), { headers, body });
    if (posted.fault || !saysRefused(posted.text)) return carried(posted);
    return { ...carried(posted), fault: 'said-no' };
  }

  private async robot(kind: RobotKind, { url, signSecret }: Secrets, parcel: Parcel) {
    if (!url) return nothingSent('no-secret');
    const { subject, text } = parcel.content;
    const letter = robotLetter(
      kind,
      { url, signSecret: signSecret ?? null },
      `${subject.zh}\n${text.zh}`,
      parcel.at,
    );
    const posted = await this.poster.post(letter.url, {
      headers: { 'content-type': 'application/json', 'user-agent': agent },
      body: Buffer.from(JSON.stringify(letter.body)),
    });
    if (posted.fault) return carried(posted);
    const { fault, isFinal, retryAfterSeconds } = readRobotAnswer(kind, posted.text);
    return { ...carried(posted), fault, isFinal, retryAfterSeconds };
  }
}

const agent = 'Wenying/1.0 (notices)';
const domainOf = (from: string): string => /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'wenying.invalid';
const carried = ({ fault, status, head, retryAfterSeconds }: Posted): Carried => ({
  fault,
  status,
  head,
  retryAfterSeconds,
  isFinal: status === 410,
});
const nothingSent = (fault: string): Carried => ({
  fault,
  status: null,
  head: null,
  retryAfterSeconds: null,
  isFinal: true,
});
