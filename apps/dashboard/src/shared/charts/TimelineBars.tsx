// Spans on one time axis, a row each, coloured by stage, with marks (releases) on them. Drawn by hand, so that each
// row opens by keyboard, is read aloud in words, and prints sharp.
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { serverNow } from '../now';
import { instantToWall, shortInstant, timeOf, wallToInstant } from '../ui/instants';
import { useWords } from '../words';
import './timeline-bars.css';

export type TimelineRow = {
  id: string;
  label: string;
  /** Before the label: a level, say. */
  before?: ReactNode;
  /** In order, without overlap; `to` null = still running. */
  spans: readonly { stage: string; from: string; to: string | null }[];
  /** `sign`: ◆ where none is told. */
  marks?: readonly { at: string; label: string; sign?: string }[];
  /** Beside the bar: how it ended, say. */
  after?: ReactNode;
};
export type TimelineBarsProps = {
  rows: readonly TimelineRow[];
  from: string;
  to: string;
  label: string;
  /** Name and colour of each stage, in the order of the legend. */
  stages: readonly { stage: string; name: string; colour: string }[];
  /** What the marks stand for, in the legend. */
  signs?: readonly { sign: string; name: string }[];
  /** An instant to be marked through all rows: the present, where the axis goes beyond it. */
  now?: string;
  onOpen?: (id: string) => void;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Where the axis is marked: midnights in Beijing, or rounder hours where the axis is short. */
function ticksOf(start: number, end: number): number[] {
  const step =
    [hourMs, 3 * hourMs, 6 * hourMs, dayMs, 7 * dayMs].find((one) => (end - start) / one <= 9) ?? dayMs;
  const midnight = Date.parse(
    wallToInstant(`${instantToWall(new Date(start).toISOString()).slice(0, 10)}T00:00:00`),
  );
  const ticks: number[] = [];
  for (let at = midnight; at <= end; at += step) if (at >= start) ticks.push(at);
  return ticks;
}
const tickName = (at: number): string => {
  const wall = instantToWall(new Date(at).toISOString());
  return wall.endsWith('T00:00:00') ? wall.slice(5, 10) : timeOf(at, false);
};

export function TimelineBars(props: TimelineBarsProps) {
  const { rows, label, stages, signs = [] } = props;
  const start = Date.parse(props.from);
  const end = Math.max(start + 1, Date.parse(props.to));
  const placeOf = (ms: number) => (100 * (Math.min(end, Math.max(start, ms)) - start)) / (end - start);
  return (
    <figure className={rows.some(({ after }) => after) ? 'bars with-after' : 'bars'} aria-label={label}>
      <ul className="bars-legend">
        {stages.map(({ stage, name, colour }) => (
          <li key={stage}>
            <i style={{ background: colour }} aria-hidden="true" />
            {name}
          </li>
        ))}
        {signs.map(({ sign, name }) => (
          <li key={sign}>
            <span aria-hidden="true">{sign}</span>
            {name}
          </li>
        ))}
      </ul>
      <ul className="bars-rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} start={start} end={end} placeOf={placeOf} {...props} />
        ))}
      </ul>
      <div className="bars-axis" aria-hidden="true">
        {ticksOf(start, end)
          .filter((at) => placeOf(at) < 92)
          .map((at) => (
            <span key={at} style={{ left: `${placeOf(at)}%` }}>
              {tickName(at)}
            </span>
          ))}
      </div>
    </figure>
  );
}

type RowProps = TimelineBarsProps & {
  row: TimelineRow;
  start: number;
  end: number;
  placeOf: (ms: number) => number;
};
function Row({ row, start, end, placeOf, stages, onOpen, now }: RowProps) {
  const { t, lang } = useWords();
  const nowMs = serverNow();
  const say = (at: string | null) => (at ? shortInstant(Date.parse(at), nowMs, t, lang) : '…');
  const named = new Map(stages.map((one) => [one.stage, one]));
  const spans = row.spans.map((span) => ({
    ...span,
    begin: Date.parse(span.from),
    until: span.to ? Date.parse(span.to) : nowMs,
  }));
  const words = [
    ...row.spans.map(({ stage, from, to }) => `${named.get(stage)?.name ?? stage} ${say(from)} – ${say(to)}`),
    ...(row.marks ?? []).map((mark) => `${mark.sign ?? '◆'} ${mark.label} ${say(mark.at)}`),
  ];
  // Where nothing is known yet there is no picture either: one without words would be read as one.
  const picture =
    words.length > 0
      ? { role: 'img', 'aria-label': words.join(lang === 'zh' ? '；' : '; ') }
      : { 'aria-hidden': true };
  return (
    <li className="bars-row">
      <span className="bars-label">
        {row.before}
        {onOpen ? (
          <button type="button" className="bars-open" onClick={() => onOpen(row.id)}>
            {row.label}
          </button>
        ) : (
          <span className="bars-open">{row.label}</span>
        )}
      </span>
      <Tooltip title={words.map((line) => <div key={line}>{line}</div>)}>
        <div className="bars-track" {...picture}>
          {spans
            .filter(({ begin, until }) => until >= start && begin <= end)
            .map(({ stage, begin, until }) => (
              <i
                key={`${stage}${begin}`}
                style={{
                  left: `${placeOf(begin)}%`,
                  width: `max(2px, ${placeOf(until) - placeOf(begin)}%)`,
                  background: named.get(stage)?.colour ?? 'var(--track)',
                }}
              />
            ))}
          {(row.marks ?? [])
            .filter(({ at }) => Date.parse(at) >= start)
            .map(({ at, label, sign = '◆' }) => (
              <b key={`${at}${sign}${label}`} style={{ left: `${placeOf(Date.parse(at))}%` }}>
                {sign}
              </b>
            ))}
          {now && <u style={{ left: `${placeOf(Date.parse(now))}%` }} />}
        </div>
      </Tooltip>
      {row.after && <span className="bars-after">{row.after}</span>}
    </li>
  );
}
