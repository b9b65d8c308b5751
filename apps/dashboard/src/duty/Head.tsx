// The title and tabs that the pages of duty share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { GroupedTabs, PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';
import { SkewNote } from './SkewNote';

export function Head({ title, actions }: { title: string; actions?: ReactNode }) {
  const { t } = useWords();
  return (
    <>
      <PageTitle title={title} actions={actions} />
      <GroupedTabs
        groups={[
          {
            name: t('duty.tabs.running'),
            tabs: [
              { to: paths.duties, label: t('duty.tabs.board') },
              { to: paths.forecast, label: t('outlook.tabs.forecast') },
              { to: paths.climbs, label: t('notices.tab') },
              { to: paths.orders, label: t('orders.tab') },
            ],
          },
          {
            name: t('duty.tabs.standing'),
            tabs: [
              { to: paths.matters, label: t('matters.tab') },
              { to: paths.hotline, label: t('outlook.tabs.hotline') },
              { to: paths.standing, label: t('outlook.tabs.standing') },
            ],
          },
          {
            name: t('duty.tabs.ready'),
            tabs: [
              { to: paths.plans, label: t('plans.tab') },
              { to: paths.drills, label: t('drills.tab') },
            ],
          },
          {
            name: t('duty.tabs.rules'),
            tabs: [
              { to: paths.packs, label: t('duty.tabs.packs') },
              { to: paths.calendar, label: t('dutyRules.tabs.calendar') },
              { to: paths.changes, label: t('dutyRules.tabs.changes') },
            ],
          },
        ]}
      />
      <SkewNote />
    </>
  );
}
