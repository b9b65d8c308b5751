// Decides whether the server may fetch from an address: the public Internet, and what an administrator has allowed.
import ipaddr from 'ipaddr.js';

/** Public addresses at which clouds serve secrets to their own machines. */
const METADATA = new Set([
  '168.63.129.16',
  '100.100.100.200',
  '169.254.169.254',
  '192.0.0.192',
  'fd00:ec2::254',
]);

/**
 * Whether an IP address, as the resolver gave it, may be connected to. Refused: private, loopback, link-local, shared,
 * multicast, reserved, cloud metadata, and IPv6 forms that carry an IPv4 address of these kinds; anything that is
 * not an address in its usual writing.
 * @param ip the resolved address, never a name
 * @param allow addresses or CIDR blocks that an administrator has allowed
 * Source: RFC 6890 (special-purpose registries), RFC 4291, RFC 6598.
 */
export function addressAllowed(ip: string, allow: readonly string[]): boolean {
  if (!isAddress(ip)) return false;
  const address = ipaddr.process(ip);
  if (allow.some((entry) => covers(entry, address))) return true;
  if (METADATA.has(address.toString())) return false;
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || ipaddr.parse('2000::').match(address, 3) === true;
}

/** Four decimal parts, or IPv6: no octal, no hexadecimal, no shorthand. */
const isAddress = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

function covers(entry: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const [host = '', bits] = entry.trim().split('/');
  if (!isAddress(host)) return false;
  const base = ipaddr.process(host);
  if (base.kind() !== address.kind()) return false;
  const length = bits === undefined ? (base.kind() === 'ipv4' ? 32 : 128) : Number(bits);
  if (!Number.isInteger(length) || length < 0 || length > (base.kind() === 'ipv4' ? 32 : 128)) return false;
  return address.match(base, length);
}
