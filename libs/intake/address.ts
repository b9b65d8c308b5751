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
  const network = networkOf(entry);
  return (
    network !== null && network.base.kind() === address.kind() && address.match(network.base, network.length)
  );
}

function networkOf(entry: string): { base: ipaddr.IPv4 | ipaddr.IPv6; length: number } | null {
  const [host = '', bits] = entry.trim().split('/');
  if (!isAddress(host)) return null;
  const base = ipaddr.process(host);
  const longest = base.kind() === 'ipv4' ? 32 : 128;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return null;
  const length = bits === undefined ? longest : Number(bits);
  return length <= longest ? { base, length } : null;
}

/** Whether an entry of the list of what is allowed means something: an address, a network, or a host's name. */
export const isAllowable = (entry: string): boolean =>
  networkOf(entry) !== null ||
  (/^[a-z\d_](?:[a-z\d_.-]{0,252}[a-z\d_])?$/i.test(entry) && !/^[\d.]+$/.test(entry));
