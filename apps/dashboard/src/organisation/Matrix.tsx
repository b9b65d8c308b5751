// The responsibility matrix: matters down, levels across, in each field who leads, supports, speaks and supervises.
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState } from '../shared/ui';
import { useWords } from '../shared/words';
import { EditLine, type LineWanted } from './EditLine';
import { Head } from './Head';
import { MatrixFields } from './MatrixFields';
import './roster.css';

export function Matrix() {
  const { t } = useWords();
  const { session, may } = useSession();
  const asked = useAsk('matrix.list', {});
  const places = useAsk('jurisdictions.list', {}, { staleMs: 60_000 });
  const [jurisdictionId, setJurisdiction] = useState(session.jurisdiction.id);
  const [editing, setEditing] = useState<LineWanted | null>(null);
  const mayManage = may('organisation.manage');
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing({ matter: null, level: null, line: null })}>
      {t('roster.matrix.add')}
    </Button>
  );
  const options = (places.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Head actions={add} />
      <Answered of={asked}>
        {({ items }) => {
          const lines = items.filter((one) => one.jurisdictionId === jurisdictionId);
          return (
            <div className="stack">
              <p className="quiet" style={{ margin: 0 }}>
                {t('roster.matrix.intro')}
              </p>
              {options.length > 1 && (
                <Select
                  aria-label={t('roster.matrix.jurisdiction')}
                  style={{ maxWidth: 240 }}
                  value={jurisdictionId}
                  options={options}
                  onChange={setJurisdiction}
                />
              )}
              {lines.length === 0 ? (
                <EmptyState
                  title={t('roster.matrix.empty')}
                  next={t('roster.matrix.emptyNext')}
                  action={add}
                />
              ) : (
                <MatrixFields lines={lines} onEdit={mayManage ? setEditing : null} />
              )}
            </div>
          );
        }}
      </Answered>
      {editing && (
        <EditLine wanted={editing} jurisdictionId={jurisdictionId} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
