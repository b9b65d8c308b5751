// The leader's home: four figures, messages by hour, incidents on one axis, departments side by side, what is due next.
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Head } from '../accountability/Head';
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

export function Overview() {
  const { t } = useWords();
  const asked = useAsk('figures.duties', {}, { every: 30_000 });
  return (
    <div className="overview">
      <Head
        title={t('duty.overview.title')}
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('duty.overview.print')}
          </Button>
        }
      />
      <p className="only-print">{t('duty.overview.asOf', { time: fullInstant(serverNow(), t) })}</p>
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
        <OverviewIncidents />
        <OverviewDue />
        <OverviewMessages />
        <Answered of={asked} rows={5}>
          {(figures) => <OverviewDepartments figures={figures} />}
        </Answered>
      </div>
    </div>
  );
}
