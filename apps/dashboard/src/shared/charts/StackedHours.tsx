// Messages per hour, stacked by topic or channel, with marks for what happened (detected, confirmed, released).
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { serverNow } from '../now';
import { shortInstant, timeOf } from '../ui/instants';
import { chartColours } from '../ui/theme';
import { useWords } from '../words';

export type Mark = { at: string; label: string };
export type StackedHoursProps = {
  topics: readonly string[];
  /** What `topics` are names of. */
  of?: 'topic' | 'channel';
  hours: readonly { at: string; counts: Record<string, number> }[];
  marks?: readonly Mark[];
  height?: number;
  /** What the chart shows, in words. */
  label: string;
};

const hourMs = 3_600_000;
const wordsHeight = 14;
/** Marks nearer to one another than this share of the width have their words one above the other. */
const near = 0.2;

function placedMarks(marks: readonly Mark[], hours: number): (Mark & { x: number; row: number })[] {
  const placed: (Mark & { x: number; row: number })[] = [];
  for (const mark of [...marks].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const x = Math.floor(Date.parse(mark.at) / hourMs) * hourMs;
    const before = placed.at(-1);
    const isNear = before !== undefined && x - before.x < near * hours * hourMs;
    placed.push({ ...mark, x, row: isNear ? (before.row + 1) % 3 : 0 });
  }
  return placed;
}
/** Words at the edges lean inwards, so that they are not cut off. */
function anchorOf(x: number, rows: readonly { at: number }[]): 'start' | 'middle' | 'end' {
  const share = (x - (rows[0]?.at ?? x)) / Math.max(hourMs, rows.length * hourMs);
  return share < 0.12 ? 'start' : share > 0.84 ? 'end' : 'middle';
}

type MarkWordsProps = { at: unknown; row: number; anchor: 'start' | 'middle' | 'end'; children: string };
function MarkWords({ at, row, anchor, children }: MarkWordsProps) {
  const { x = 0, y = 0 } = at as { x?: number; y?: number };
  return (
    <text x={x} y={y - 5 - row * wordsHeight} textAnchor={anchor} fill="var(--text-2)" fontSize={12}>
      {children}
    </text>
  );
}

export function StackedHours({
  topics,
  of = 'topic',
  hours,
  marks = [],
  height = 220,
  label,
}: StackedHoursProps) {
  const { t, lang, name } = useWords();
  const rows = hours.map(({ at, counts }) => ({ at: Date.parse(at), ...counts }));
  const placed = placedMarks(marks, rows.length);
  const rowsOfWords = Math.max(0, ...placed.map(({ row }) => row));
  // Over more than a day and a half, the hour alone says too little.
  const tick = (at: number) =>
    rows.length > 36 ? shortInstant(at, serverNow(), t, lang) : timeOf(at, false);
  const axis = { tick: { fill: 'var(--text-2)', fontSize: 12 }, stroke: 'var(--line)' };
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <ResponsiveContainer width="100%" height={height} minWidth={0}>
        <BarChart
          data={rows}
          margin={{ top: 16 + rowsOfWords * wordsHeight, right: 8, bottom: 0, left: -18 }}
          accessibilityLayer
        >
          <CartesianGrid vertical={false} stroke="var(--line-2)" />
          <XAxis dataKey="at" tickFormatter={tick} minTickGap={28} {...axis} />
          <YAxis allowDecimals={false} {...axis} />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            labelFormatter={(at) => shortInstant(Number(at), serverNow(), t, lang)}
            contentStyle={{
              background: 'var(--card)',
              border: '1px solid var(--line)',
              color: 'var(--text)',
            }}
            itemStyle={{ color: 'var(--text)' }}
          />
          {topics.length > 1 && (
            <Legend formatter={(topic) => <span className="quiet">{name(of, String(topic))}</span>} />
          )}
          {topics.map((topic, at) => (
            <Bar
              key={topic}
              dataKey={topic}
              name={name(of, topic)}
              stackId="all"
              fill={chartColours[at % chartColours.length]}
              isAnimationActive={false}
            />
          ))}
          {placed.map(({ at, x, row, label: text }) => (
            <ReferenceLine
              key={`${at}${text}`}
              x={x}
              stroke="var(--text-2)"
              strokeDasharray="3 3"
              label={({ viewBox }) => (
                <MarkWords at={viewBox} row={row} anchor={anchorOf(x, rows)}>
                  {text}
                </MarkWords>
              )}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
