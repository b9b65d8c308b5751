// A row of bars the size of a word; drawn by hand, so that pages with many of them need no chart library.

type Props = { values: readonly number[]; label: string; width?: number; height?: number };
/** Bars of equal width, oldest first; `label` says it in words. An hour without messages is a faint foot. */
export function Sparkline({ values, label, width = 96, height = 22 }: Props) {
  const top = Math.max(1, ...values);
  const step = width / Math.max(1, values.length);
  const bar = (at: number, tall: number) =>
    `M${(at * step).toFixed(1)} ${height}v${-tall}h${Math.max(1, step - 1).toFixed(1)}v${tall}z`;
  const full = values.map((value, at) =>
    value > 0 ? bar(at, Math.max(2, Math.round((value / top) * height))) : '',
  );
  const feet = values.map((value, at) => (value > 0 ? '' : bar(at, 1)));
  return (
    <svg width={width} height={height} role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
      <title>{label}</title>
      <path d={feet.join('')} fill="var(--text-3)" opacity={0.5} />
      <path d={full.join('')} fill="var(--accent)" />
    </svg>
  );
}
