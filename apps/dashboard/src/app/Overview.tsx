// The leader's home: four figures, messages by hour, incidents on one axis, departments side by side, what is due next.
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type RefObject, useEffect, useRef } from 'react';
import { Head } from '../accountability/Head';
import { ToSign } from '../duty/ToSign';
import { useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { Answered, fullInstant, Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { OverviewDepartments } from './OverviewDepartments';
import { OverviewDue } from './OverviewDue';
import { OverviewFigures } from './OverviewFigures';
import { OverviewIncidents } from './OverviewIncidents';
import { OverviewMessages } from './OverviewMessages';
import './overview.css';

/** A4 laid across, between margins of 9 mm, in CSS pixels. */
const paper = { width: ((297 - 18) / 25.4) * 96, height: ((210 - 18) / 25.4) * 96 };
/** On paper lines stand closer: about this share of the height on the screen. */
const closer = 0.9;
/** A chart keeps the width it was drawn with on the screen; so the whole page keeps it, and is made smaller to fit. */
function usePaper(page: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const fit = () => {
      const { clientWidth: width = 0, clientHeight: height = 0 } = page.current ?? {};
      if (width < paper.width / 2) return;
      const zoom = Math.min(1, paper.width / width, paper.height / (height * closer));
      page.current?.style.setProperty('--screen-width', `${width}px`);
      page.current?.style.setProperty('--paper-zoom', String(zoom));
    };
    window.addEventListener('beforeprint', fit);
    return () => window.removeEventListener('beforeprint', fit);
  }, [page]);
}

export function Overview() {
  const { t } = useWords();
  const page = useRef<HTMLDivElement>(null);
  usePaper(page);
  const asked = useAsk('figures.duties', {}, { every: 30_000 });
  return (
    <div className="overview" ref={page}>
      {/* While this page is open, paper lies across. */}
      <style>{'@page { size: A4 landscape; margin: 9mm; }'}</style>
      <Head
        title={t('duty.overview.title')}
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('duty.overview.print')}
          </Button>
        }
      />
      <p className="only-print">{t('duty.overview.asOf', { time: fullInstant(serverNow(), t) })}</p>
      <ToSign />
      <Answered of={asked} rows={3}>
        {(figures) => (
          <>
            <OverviewFigures figures={figures} />
            <p className="quiet overview-as-of no-print">
              {t('duty.overview.asOf', { time: '' })}
              <Instant at={figures.asOf} />
            </p>
          </>
        )}
      </Answered>
      <div className="overview-grid">
        <div className="stack">
          <OverviewIncidents />
          <OverviewMessages />
        </div>
        <div className="stack">
          <OverviewDue />
          <Answered of={asked} rows={5}>
            {(figures) => <OverviewDepartments figures={figures} />}
          </Answered>
        </div>
      </div>
    </div>
  );
}
