// One series hour by hour: what came, what is usual at that hour, and the line from which it is too much.
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { serverNow } from '../now';
import { shortInstant } from '../ui/instants';
import { useWords } from '../words';

export type SeriesHoursProps = {
  hours: readonly { at: string; count: number; expected: number; threshold: number | null }[];
  names: { count: string; expected: string; threshold: string };
  /** What the chart shows, in words. */
  label: string;
  height?: number;
};

export function SeriesHours({ hours, names, label, height = 240 }: SeriesHoursProps) {
  const { t, lang } = useWords();
  const rows = hours.map((hour) => ({ ...hour, at: Date.parse(hour.at) }));
  const axis = { tick: { fill: 'var(--text-2)', fontSize: 12 }, stroke: 'var(--line)' };
  const instant = (at: unknown) => shortInstant(Number(at), serverNow(), t, lang);
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <ResponsiveContainer width="100%" height={height} minWidth={0}>
        <ComposedChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: -18 }} accessibilityLayer>
          <CartesianGrid vertical={false} stroke="var(--line-2)" />
          <XAxis dataKey="at" tickFormatter={instant} minTickGap={40} {...axis} />
          <YAxis allowDecimals={false} {...axis} />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            labelFormatter={instant}
            contentStyle={{
              background: 'var(--card)',
              border: '1px solid var(--line)',
              color: 'var(--text)',
            }}
            itemStyle={{ color: 'var(--text)' }}
          />
          <Legend formatter={(word) => <span className="quiet">{String(word)}</span>} />
          <Bar dataKey="count" name={names.count} fill="#0b6e5f" isAnimationActive={false} />
          <Line
            dataKey="expected"
            name={names.expected}
            stroke="#7c6bb1"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="threshold"
            name={names.threshold}
            stroke="#c08a2d"
            strokeDasharray="5 4"
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}
