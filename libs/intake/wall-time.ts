// Wall-clock time of a place, to and from instants, without depending on the machine's own zone.

export type Wall = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant of a wall time.
 * @param offset minutes east of UTC where the text named them, else null: the zone decides
 * @returns ISO 8601 UTC
 */
export function civilToInstant(wall: Wall, offset: number | null, zone: string): string {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.ms);
  const minutes = offset ?? offsetAt(asUtc, zone, wall.year);
  return new Date(asUtc - minutes * 60_000).toISOString();
}

function offsetAt(asUtc: number, zone: string, year: number): number {
  // China has kept one time without summer time since 1992.
  if (zone === 'Asia/Shanghai' && year >= 1992) return 480;
  const first = zoneOffset(asUtc, zone);
  return zoneOffset(asUtc - first * 60_000, zone);
}

/** What the clocks of a zone show at an instant, in milliseconds since 1970. */
export function wallOf(ms: number, zone: string): Wall {
  const parts = new Map(
    format(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour') % 24,
    minute: part('minute'),
    second: part('second'),
    ms: 0,
  };
}

function zoneOffset(ms: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallOf(ms, zone);
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - ms) / 60_000);
}

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}
