// The report of a drill: who answered when, by clock, by message of the script, by person.
import { Button } from 'antd';
import type { Drill, DrillReportView } from '#contract';
import { Panel, StateTag, span } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { dayTime } from './DrillParts';

type Props = { drill: Drill; report: DrillReportView };
export function DrillReport({ drill, report }: Props) {
  const { t, pick, name } = useWords();
  const at = (instant: string | null) => (instant ? dayTime(Date.parse(instant)) : '—');
  const wordsOf = (n: number) => {
    const found = drill.injects.find((one) => one.n === n);
    return found ? pick(found.words) : '';
  };
  const length = (ms: number | null) => (ms === null ? '—' : span(ms, t));
  return (
    <Panel
      title={`${t('drills.mark')} · ${t('drills.report')}`}
      extra={
        <Button className="no-print" size="small" onClick={() => window.print()}>
          {t('drills.print')}
        </Button>
      }
    >
      <p>{t('drills.totals', report.totals)}</p>
      <ListTable
        items={report.clocks}
        width={720}
        columns={[
          { title: t('drills.clock'), key: 'clock', render: (_, one) => pick(one.name) },
          { title: t('drills.lead'), key: 'of', width: 120, render: (_, one) => one.department ?? '—' },
          { title: t('drills.due'), key: 'due', width: 110, render: (_, one) => at(one.dueAt) },
          {
            title: t('drills.acknowledged'),
            key: 'ack',
            width: 150,
            render: (_, one) =>
              one.acknowledgedAt ? `${one.acknowledgedBy} ${at(one.acknowledgedAt)}` : '—',
          },
          {
            title: t('drills.met'),
            key: 'met',
            width: 150,
            render: (_, one) =>
              one.metAt ? `${one.metBy} ${at(one.metAt)}` : t(`drills.clockStates.${one.state}`),
          },
          { title: t('drills.late'), key: 'late', width: 110, render: (_, one) => length(one.lateMs) },
        ]}
      />
      {report.rungs.length > 0 && (
        <ListTable
          title={() => t('drills.rungs')}
          rowKey={({ clockId, since, rung, repeat }) => `${clockId}${since}${rung}.${repeat}`}
          items={report.rungs}
          width={760}
          columns={[
            { title: t('drills.clock'), key: 'clock', render: (_, one) => pick(one.name) },
            {
              title: t('drills.rung'),
              key: 'rung',
              width: 210,
              render: (_, one) =>
                one.target
                  ? `${t('notices.climbs.rung', { rung: one.rung, target: name('rungTarget', one.target) })}${one.repeat > 0 ? ` · ${t('notices.climbs.again', { count: one.repeat })}` : ''}`
                  : t('notices.climbs.expired'),
            },
            { title: t('drills.firstTold'), key: 'at', width: 110, render: (_, one) => at(one.at) },
            {
              title: t('drills.rungTold'),
              key: 'told',
              width: 150,
              render: (_, one) =>
                one.told.length > 0 ? (
                  one.told.join('、')
                ) : (
                  <StateTag tone="bad">{t('notices.climbs.nobody')}</StateTag>
                ),
            },
            {
              title: t('drills.rungAnswered'),
              key: 'answer',
              width: 180,
              render: (_, one) =>
                one.answeredAt ? `${one.answeredBy} ${at(one.answeredAt)}（${length(one.afterMs)}）` : '—',
            },
          ]}
        />
      )}
      <ListTable
        items={report.people}
        width={720}
        columns={[
          {
            title: t('drills.person'),
            key: 'who',
            render: (_, one) => [one.name, one.department].filter(Boolean).join(' · '),
          },
          {
            title: t('drills.toldCount'),
            key: 'told',
            width: 80,
            align: 'right',
            render: (_, one) => one.told,
          },
          { title: t('drills.firstTold'), key: 'first', width: 120, render: (_, one) => at(one.firstToldAt) },
          {
            title: t('drills.firstAnswer'),
            key: 'answer',
            width: 130,
            render: (_, one) =>
              one.firstAnswerAt ? (
                at(one.firstAnswerAt)
              ) : one.told > 0 ? (
                <StateTag tone="bad">{t('drills.silent')}</StateTag>
              ) : (
                '—'
              ),
          },
          { title: t('drills.after_'), key: 'after', width: 120, render: (_, one) => length(one.afterMs) },
          {
            title: t('drills.answers'),
            key: 'n',
            width: 80,
            align: 'right',
            render: (_, one) => one.answers,
          },
        ]}
      />
      {report.injects.length > 0 && (
        <ol className="order-history">
          {report.injects.map((one) => (
            <li key={one.n}>
              {t('drills.inject', { n: one.n })} · {at(one.at)} ·{' '}
              {one.respondedBy ? (
                `${one.respondedBy} ${at(one.respondedAt)}（${length(one.afterMs)}）`
              ) : (
                <StateTag tone="bad">{t('drills.silent')}</StateTag>
              )}{' '}
              <span className="quiet">{wordsOf(one.n)}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
