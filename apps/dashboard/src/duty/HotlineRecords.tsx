// The hotline records behind a figure: each with its times, why it is not counted, and the way to its message.
import { Button, Table, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { HotlineRecordTold, HotlineRow, Input } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { Answered, Instant, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

export type Figure = 'records' | 'onTime' | 'late' | 'open' | 'overdue' | 'uncounted';
type Query = Input<'hotline.records'>['query'];
/** Which figure of which kind was asked about, or which flag. */
export type Wanted = { figure?: Figure; kind?: HotlineRow['kind']; flag?: Query['flag'] };
const states: Record<Figure, Query['state']> = {
  ...{ records: undefined, onTime: 'on-time', late: 'late', open: 'open', overdue: 'overdue' },
  uncounted: 'uncounted',
};

type Props = { period: { from: string; to: string }; wanted: Wanted; onClose: () => void };
export function HotlineRecords({ period, wanted: { figure, kind, flag }, onClose }: Props) {
  const { t, name } = useWords();
  const here = useRef<HTMLElement>(null);
  const state = figure && states[figure];
  const query = { ...period, ...(kind && { kind }), ...(state && { state }), ...(flag && { flag }) };
  const asked = useAsk('hotline.records', { query }, { staleMs: 60_000 });
  // It opens below the figures that were clicked: the reader is taken to it, also with the keyboard.
  useEffect(() => here.current?.focus(), []);
  const title = [
    kind && name('hotlineKind', kind),
    figure && t(`outlook.hotline.${figure}`),
    flag && name('hotlineClockFlag', flag),
    asked.data && t('outlook.hotline.count', { count: asked.data.count }),
  ]
    .filter(Boolean)
    .join(' · ');
  const time = (of: 'receivedAt' | 'assignedAt' | 'dueAt' | 'repliedAt') => ({
    title: t(`outlook.hotline.${of}`),
    key: of,
    width: 110,
    render: (_: unknown, row: HotlineRecordTold) => {
      const at = row[of];
      return at ? <Instant at={at} /> : '—';
    },
  });
  const columns: TableColumnsType<HotlineRecordTold> = [
    {
      title: t('outlook.hotline.letter'),
      key: 'letter',
      render: (_, row) => (
        <>
          <Link to={paths.message(row.messageId)}>{row.title || '—'}</Link>
          {row.flags.length > 0 && (
            <div className="quiet">▲ {row.flags.map((one) => name('hotlineClockFlag', one)).join('；')}</div>
          )}
        </>
      ),
    },
    {
      title: t('outlook.hotline.agency'),
      key: 'agency',
      width: 150,
      render: (_, row) => row.agency ?? '—',
    },
    ...(['receivedAt', 'assignedAt', 'dueAt', 'repliedAt'] as const).map(time),
  ];
  return (
    <section ref={here} tabIndex={-1} aria-label={title}>
      <Panel
        flush
        title={title}
        extra={
          <Button size="small" onClick={onClose}>
            {t('outlook.hotline.close')}
          </Button>
        }
      >
        <Answered of={asked} rows={5}>
          {({ count, items }) => (
            <>
              <Table<HotlineRecordTold>
                size="small"
                rowKey="messageId"
                dataSource={items}
                columns={columns}
                pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                scroll={{ x: 860 }}
              />
              {count > items.length && (
                <p className="panel-note quiet">{t('outlook.hotline.cut', { count: items.length })}</p>
              )}
            </>
          )}
        </Answered>
      </Panel>
    </section>
  );
}
