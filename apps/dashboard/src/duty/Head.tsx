// The title and tabs that the pages of duty share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { PageTitle, RoomTabs } from '../shared/ui';
import { useWords } from '../shared/words';
import { SkewNote } from './SkewNote';

export function Head({ title, actions }: { title: string; actions?: ReactNode }) {
  const { t } = useWords();
  return (
    <>
      <PageTitle title={title} actions={actions} />
      <RoomTabs
        tabs={[
          { to: paths.duties, label: t('duty.tabs.board') },
          { to: paths.matters, label: t('matters.tab') },
          { to: paths.orders, label: t('orders.tab') },
          { to: paths.plans, label: t('plans.tab') },
          { to: paths.drills, label: t('drills.tab') },
          { to: paths.climbs, label: t('notices.tab') },
          { to: paths.forecast, label: t('outlook.tabs.forecast') },
          { to: paths.hotline, label: t('outlook.tabs.hotline') },
          { to: paths.standing, label: t('outlook.tabs.standing') },
          { to: paths.packs, label: t('duty.tabs.packs') },
          { to: paths.calendar, label: t('dutyRules.tabs.calendar') },
          { to: paths.changes, label: t('dutyRules.tabs.changes') },
        ]}
      />
      <SkewNote />
    </>
  );
}
