// The duty roster: who stands when at each desk, by week or month, with the hours that nobody stands in plain sight.
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { Desk } from '#contract';
import { shanghaiDay } from '../../../../libs/organisation/days';
import { useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { useSession } from '../shared/session';
import { Answered, EmptyState } from '../shared/ui';
import { useWords } from '../shared/words';
import { DeskPanel } from './DeskPanel';
import { EditDesk } from './EditDesk';
import { Head } from './Head';
import { OnDutyNow } from './OnDutyNow';
import './roster.css';
import { daysShown, endOf, startOf, stepped, type View } from './roster-span';
import { Swaps } from './Swaps';

const today = () => shanghaiDay(new Date(serverNow()).toISOString());

export function Roster() {
  const { t } = useWords();
  const { may } = useSession();
  const [view, setView] = useState<View>('week');
  const [day, setDay] = useState(today);
  const [editing, setEditing] = useState<Desk | 'new' | null>(null);
  const days = daysShown(view, day);
  const query = { from: startOf(days[0]!), to: endOf(days.at(-1)!) };
  const asked = useAsk('roster.read', { query }, { every: 60_000 });
  const mayManage = may('roster.manage');
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('roster.desks.add')}
    </Button>
  );
  const step = (by: 1 | -1) => setDay(stepped(view, day, by));
  return (
    <>
      <Head actions={add} />
      <Answered of={asked}>
        {({ desks, swaps, ...roster }) =>
          desks.length === 0 ? (
            <EmptyState
              title={t('roster.empty')}
              next={mayManage ? t('roster.emptyNext') : t('roster.emptyReader')}
              action={add}
            />
          ) : (
            <div className="stack">
              <OnDutyNow />
              {swaps.length > 0 && <Swaps swaps={swaps} />}
              <div className="row apart">
                <div className="row">
                  <Button onClick={() => step(-1)}>{t('roster.earlier')}</Button>
                  <Button onClick={() => setDay(today())}>{t('roster.today')}</Button>
                  <Button onClick={() => step(1)}>{t('roster.later')}</Button>
                  <strong className="tabular">
                    {view === 'month' ? day.slice(0, 7) : `${days[0]} – ${days.at(-1)}`}
                  </strong>
                </div>
                <Segmented<View>
                  aria-label={t('roster.view')}
                  value={view}
                  onChange={setView}
                  options={[
                    { value: 'week', label: t('roster.week') },
                    { value: 'month', label: t('roster.month') },
                  ]}
                />
              </div>
              {desks.map((desk) => (
                <DeskPanel
                  key={desk.id}
                  desk={desk}
                  days={days}
                  month={view === 'month' ? day.slice(0, 7) : null}
                  shifts={roster.shifts.filter(({ deskId }) => deskId === desk.id)}
                  gaps={roster.gaps.filter(({ deskId }) => deskId === desk.id)}
                  all={roster.shifts}
                  restDays={roster.restDays}
                  onEdit={mayManage ? () => setEditing(desk) : null}
                />
              ))}
            </div>
          )
        }
      </Answered>
      {editing && <EditDesk desk={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
