// Small marks: levels, severities, topics, states. Shape and word always; colour only besides.
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Alert } from '#contract';
import { useWords } from '../words';

export type Level = '特别重大' | '重大' | '较大' | '一般';
const levelMarks: Record<Level, { number: string; shape: string; className: string }> = {
  特别重大: { number: 'Ⅰ', shape: '◆', className: 'l1' },
  重大: { number: 'Ⅱ', shape: '▲', className: 'l2' },
  较大: { number: 'Ⅲ', shape: '■', className: 'l3' },
  一般: { number: 'Ⅳ', shape: '●', className: 'l4' },
};

/** "▲ Ⅱ 重大"; dashed while it is only proposed. Nothing where there is no level. */
export function LevelTag({ level, proposed = false }: { level: Level | null; proposed?: boolean }) {
  const { name, t } = useWords();
  if (!level) return null;
  const { number, shape, className } = levelMarks[level];
  const word = name('level', level);
  return (
    <span className={`tag ${className}${proposed ? ' dashed' : ''}`}>
      <span aria-hidden="true">{shape}</span>
      {proposed && <span>{t('app.common.proposedMark')}</span>}
      {number} {word}
    </span>
  );
}
/** Ⅰ first. */
export const levelRank = (level: Level | null): number =>
  level ? Object.keys(levelMarks).indexOf(level) : Object.keys(levelMarks).length;

const severityMarks: Record<Alert['severity'], { shape: string; className: string }> = {
  critical: { shape: '◆', className: 'l1' },
  warning: { shape: '▲', className: 'l2' },
  notice: { shape: '■', className: '' },
  info: { shape: '○', className: '' },
};
export function SeverityTag({ severity }: { severity: Alert['severity'] }) {
  const { name } = useWords();
  const { shape, className } = severityMarks[severity];
  return (
    <span className={`tag ${className}`}>
      <span aria-hidden="true">{shape}</span>
      {name('severity', severity)}
    </span>
  );
}

export function TopicTag({ topic, why }: { topic: string | null; why?: ReactNode }) {
  const { name } = useWords();
  if (!topic) return null;
  const tag = <span className="tag">{name('topic', topic)}</span>;
  return why ? <Tooltip title={why}>{tag}</Tooltip> : tag;
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad';
const toneMarks: Record<Tone, { shape: string; className: string }> = {
  plain: { shape: '·', className: '' },
  good: { shape: '✓', className: 'good' },
  warn: { shape: '▲', className: 'l2' },
  bad: { shape: '◆', className: 'l1' },
};
/** A state in one word with its shape. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { shape, className } = toneMarks[tone];
  return (
    <span className={`tag ${className}`}>
      <span aria-hidden="true">{shape}</span>
      {children}
    </span>
  );
}
