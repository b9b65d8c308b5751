// The secrets of a channel as they are needed to send by it.
import type { SecretBox } from '../platform/secret-box';
import type { Secrets } from './carrier';
import type { ChannelRow } from './channel.row';

/** Null where what is stored does not open. */
export function secretsOf(
  box: SecretBox,
  { id, secrets }: Pick<ChannelRow, 'id' | 'secrets'>,
): Secrets | null {
  if (!secrets) return {};
  const opened = box.open(id, secrets);
  return opened === null ? null : (JSON.parse(opened) as Secrets);
}
