// Spans on one time axis, a row each, coloured by stage, with marks (releases) on them.
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { serverNow } from '../now';
import { shortInstant } from '../ui/instants';
import { useWords } from '../words';

export type TimelineRow = {
  id: string;
  label: string;
  /** In order, without overlap; `to` null = still running. */
  spans: readonly { stage: string; from: string; to: string | null }[];
};
export type TimelineBarsProps = {
  rows: readonly TimelineRow[];
  from: string;
  to: string;
  label: string;
  /** Name and colour of each stage, in the order of the legend. */
  stages: readonly { stage: string; name: string; colour: string }[];
  onOpen?: (id: string) => void;
};

/** Stacked from the left edge: an empty lead, then each span; times as offsets from `from`. */
function stacked(row: TimelineRow, start: number, end: number): Record<string, number | string> {
  const flat: Record<string, number | string> = { id: row.id, label: row.label };
  const clamp = (ms: number) => Math.min(end, Math.max(start, ms));
  let at = start;
  for (const [place, { from, to }] of row.spans.entries()) {
    const begin = clamp(Date.parse(from));
    const until = clamp(to ? Date.parse(to) : serverNow());
    flat[`gap${place}`] = Math.max(0, begin - at);
    flat[`span${place}`] = Math.max(0, until - begin);
    at = Math.max(at, until);
  }
  return flat;
}

export function TimelineBars({ rows, from, to, label, stages, onOpen }: TimelineBarsProps) {
  const { t, lang } = useWords();
  const start = Date.parse(from);
  const end = Date.parse(to);
  const data = rows.map((row) => stacked(row, start, end));
  const places = Array.from({ length: Math.max(0, ...rows.map((row) => row.spans.length)) }, (_, at) => at);
  const colourOf = new Map(stages.map(({ stage, colour }) => [stage, colour]));
  const when = (offset: number) => shortInstant(start + offset, serverNow(), t, lang);
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <ul className="row" style={{ listStyle: 'none', margin: '0 0 4px', padding: 0 }}>
        {stages.map(({ stage, name, colour }) => (
          <li key={stage} className="row tight quiet">
            <span aria-hidden="true" style={{ width: 10, height: 10, background: colour, borderRadius: 2 }} />
            {name}
          </li>
        ))}
      </ul>
      <ResponsiveContainer width="100%" height={Math.max(80, rows.length * 30 + 36)} minWidth={0}>
        <BarChart
          data={data}
          layout="vertical"
          margin={{ top: 4, right: 8, bottom: 0, left: 8 }}
          barSize={14}
        >
          <XAxis
            type="number"
            domain={[0, end - start]}
            tickFormatter={when}
            minTickGap={40}
            tick={{ fill: 'var(--text-2)', fontSize: 12 }}
            stroke="var(--line)"
          />
          <YAxis
            type="category"
            dataKey="label"
            width={150}
            tick={{ fill: 'var(--text)', fontSize: 12 }}
            stroke="var(--line)"
          />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            content={({ payload }) => (
              <Spans row={rows.find(({ id }) => id === payload?.[0]?.payload?.id)} stages={stages} />
            )}
          />
          {places.map((place) => [
            <Bar
              key={`gap${place}`}
              dataKey={`gap${place}`}
              stackId="row"
              fill="transparent"
              isAnimationActive={false}
            />,
            <Bar
              key={`span${place}`}
              dataKey={`span${place}`}
              stackId="row"
              isAnimationActive={false}
              cursor={onOpen ? 'pointer' : undefined}
              onClick={(_, index) => {
                const row = rows[index];
                if (row) onOpen?.(row.id);
              }}
              shape={({
                x,
                y,
                width,
                height,
                index,
              }: {
                x?: number;
                y?: number;
                width?: number;
                height?: number;
                index?: number;
              }) => (
                <rect
                  x={x}
                  y={y}
                  width={Math.max(2, width ?? 0)}
                  height={height}
                  fill={colourOf.get(rows[index ?? -1]?.spans[place]?.stage ?? '') ?? 'var(--track)'}
                />
              )}
            />,
          ])}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}

function Spans({ row, stages }: { row: TimelineRow | undefined; stages: TimelineBarsProps['stages'] }) {
  const { t, lang } = useWords();
  if (!row) return null;
  const say = (at: string | null) => (at ? shortInstant(Date.parse(at), serverNow(), t, lang) : '…');
  return (
    <div className="panel panel-body">
      <strong>{row.label}</strong>
      {row.spans.map(({ stage, from, to }) => (
        <div key={`${stage}${from}`}>
          {stages.find((one) => one.stage === stage)?.name ?? stage}: {say(from)} – {say(to)}
        </div>
      ))}
    </div>
  );
}
