// Signatures of webhooks: the example of the specification, and everything that must not pass.
import {
  newWebhookSecret,
  readWebhookSecret,
  signWebhook,
  verifyWebhook,
  type WebhookHeaders,
} from './standard-webhooks';

const key = readWebhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')!;
const other = readWebhookSecret(newWebhookSecret())!;
const body = Buffer.from('{"test": 2432232314}');
const at = new Date(1614265330_000);
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';

const headersOf = (signed: ReturnType<typeof signWebhook>): WebhookHeaders => ({
  id: signed['webhook-id'],
  timestamp: signed['webhook-timestamp'],
  signature: signed['webhook-signature'],
});
const good = headersOf(signWebhook([key], id, at, body));

// The same as the `standardwebhooks` package signs it.
test('signs the example of the specification', () => {
  expect(good).toEqual({
    id,
    timestamp: '1614265330',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
test.each<[string, Partial<WebhookHeaders>, Buffer[], Buffer, Date, string | null]>([
  ['as signed', {}, [key], body, at, null],
  ['with the earlier of two secrets', {}, [other, key], body, at, null],
  [
    'among signatures of other kinds',
    { signature: `v1a,xx v1,AAAA ${good.signature}` },
    [key],
    body,
    at,
    null,
  ],
  ['five minutes on', {}, [key], body, minutes(5), null],
  ['five minutes ahead', {}, [key], body, minutes(-5), null],
  ['later', {}, [key], body, minutes(5.1), 'too-old'],
  ['much ahead', {}, [key], body, minutes(-5.1), 'too-new'],
  ['another secret', {}, [other], body, at, 'bad-signature'],
  ['no secret', {}, [], body, at, 'bad-signature'],
  ['another body', {}, [key], Buffer.from('{"test": 1}'), at, 'bad-signature'],
  ['another id', { id: 'msg_other' }, [key], body, at, 'bad-signature'],
  ['another time', { timestamp: '1614265331' }, [key], body, at, 'bad-signature'],
  ['a cut signature', { signature: good.signature!.slice(0, 20) }, [key], body, at, 'bad-signature'],
  ['no scheme', { signature: good.signature!.slice(3) }, [key], body, at, 'bad-signature'],
  ['no id', { id: null }, [key], body, at, 'unsigned'],
  ['no time', { timestamp: null }, [key], body, at, 'unsigned'],
  ['a time that is none', { timestamp: '1614265330.5' }, [key], body, at, 'unsigned'],
  ['no signature', { signature: null }, [key], body, at, 'unsigned'],
  ['an endless id', { id: 'x'.repeat(201) }, [key], body, at, 'unsigned'],
])('%s', (_, change, keys, sent, now, fault) => {
  expect(verifyWebhook(keys, { ...good, ...change }, sent, now)).toBe(fault);
});

test('two secrets give two signatures, and either verifies', () => {
  const both = headersOf(signWebhook([other, key], id, at, body));
  expect(both.signature!.split(' ')).toHaveLength(2);
  for (const one of [key, other]) expect(verifyWebhook([one], both, body, at)).toBeNull();
});

test.each(['whsec_', 'whsec_****', 'c2hvcnQ=', ''])('%s is no secret', (text) => {
  expect(readWebhookSecret(text)).toBeNull();
});
