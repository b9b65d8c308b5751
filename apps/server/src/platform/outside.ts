// The one way out to addresses that people type: no private network, not by a name and not by a second look-up.
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent } from 'undici';
import { addressAllowed } from '#intake';

/** Whether this address, found under this host name, may be connected to. */
export type Gate = (address: string, host: string) => boolean;

export class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS';
}

/** The public Internet, and what an administrator lists: networks by their address, hosts of the intranet by their name. */
export function gateOf(allow: readonly string[]): Gate {
  const names = new Set(allow.map((entry) => entry.toLowerCase()));
  return (address, host) => addressAllowed(address, allow) || names.has(host.toLowerCase());
}

/** Connects only where the gate allows. A literal address never passes through the resolver: see `mayAsk`. */
export function guardedAgent(gate: Gate, timeoutMs: number): Agent {
  return new Agent({
    connect: { lookup: guardedLookup(gate), timeout: timeoutMs },
    keepAliveTimeout: 5_000,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
}

/** False for an address that names a refused host by its numbers. */
export function mayAsk(url: URL, gate: Gate): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return !isIP(host) || gate(host, host);
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves like the system, but a refused address is never handed to the socket: no second look-up can differ. */
export function guardedLookup(gate: Gate) {
  return (
    host: string,
    options: { all?: boolean; family?: number | 'IPv4' | 'IPv6' },
    found: Found,
  ): void => {
    systemLookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const allowed = addresses.filter(({ address }) => gate(address, host));
      const first = allowed[0];
      if (!first) return found(new RefusedAddress('refused'), []);
      if (options.all) return found(null, allowed);
      return found(null, first.address, first.family);
    });
  };
}

/** With several addresses tried, the reasons stand inside one AggregateError. */
export function codeOf(cause: unknown): string {
  const { code, errors } = (cause ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return errors?.length ? codeOf(errors[0]) : '';
}
