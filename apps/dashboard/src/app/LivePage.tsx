// The live page of staff: alerts, clocks at risk, incidents by heat, side by side; one column on a phone.
import { Button } from 'antd';
import { useState } from 'react';
import { ClocksAtRisk } from '../duty/ClocksAtRisk';
import { AlertList } from '../live/AlertList';
import { useSession } from '../shared/session';
import { KeysHelp, PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';
import { IncidentsByHeat } from '../understanding/IncidentsByHeat';
import { NoticeSwitches } from './NoticeSwitches';

export function LivePage() {
  const { t } = useWords();
  const { may } = useSession();
  const [helping, setHelping] = useState(false);
  return (
    <>
      <PageTitle
        title={t('live.title')}
        actions={
          <>
            <NoticeSwitches />
            <Button
              className="not-phone"
              size="small"
              onClick={() => setHelping(true)}
              aria-haspopup="dialog"
            >
              {t('app.keys.title')} (?)
            </Button>
          </>
        }
      />
      <div className="live-columns">
        <AlertList />
        {may('duty.read') && <ClocksAtRisk />}
        {may('incident.read') && <IncidentsByHeat />}
      </div>
      <KeysHelp open={helping} onClose={() => setHelping(false)} />
    </>
  );
}
