// Addresses that the server may and may not fetch from.
import { addressAllowed, isAllowable } from './address';

const allowed = ['8.8.8.8', '114.114.114.114', '2400:3200::1', '::ffff:8.8.8.8'];
const refused = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '169.254.1.1',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  '2001:db8::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:1::1',
  '::7f00:1',
  'localhost',
  '2130706433',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '127.1',
  '',
  '8.8.8.8 ',
  '8.8.8.8:80',
];

test.each(allowed.map((ip) => [ip]))('%s may be fetched from', (ip) => {
  expect(addressAllowed(ip, [])).toBe(true);
});

test.each(refused.map((ip) => [ip]))('%s may not', (ip) => {
  expect(addressAllowed(ip, [])).toBe(false);
});

test('what an administrator allows may be fetched from, and nothing beside it', () => {
  expect(addressAllowed('10.1.2.3', ['10.1.0.0/16'])).toBe(true);
  expect(addressAllowed('10.2.2.3', ['10.1.0.0/16'])).toBe(false);
  expect(addressAllowed('127.0.0.1', ['127.0.0.1'])).toBe(true);
  expect(addressAllowed('::1', ['::1'])).toBe(true);
  expect(addressAllowed('::ffff:10.1.2.3', ['10.1.0.0/16'])).toBe(true);
  expect(addressAllowed('10.1.2.3', ['news.example', '10.1.0.0/99', 'x/8', '', '/'])).toBe(false);
  expect(addressAllowed('fd12::1', ['fd12::/16'])).toBe(true);
});

test.each([
  ['news.county.example', true],
  ['db_1', true],
  ['10.1.2.3', true],
  ['10.0.0.0/8', true],
  ['fd00::/8', true],
  ['::1', true],
  ['10.0.0.0/99', false],
  ['10.0.0.0/', false],
  ['10.0.0', false],
  ['host!', false],
  ['http://news.county.example', false],
  ['-x', false],
])('an entry of the list of what is allowed: %s', (entry, means) => {
  expect(isAllowable(entry)).toBe(means);
});
