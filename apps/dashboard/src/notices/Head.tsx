// The title and tabs that the pages of escalation and notices share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { PageTitle, RoomTabs } from '../shared/ui';
import { useWords } from '../shared/words';

export function Head({ title, actions }: { title: string; actions?: ReactNode }) {
  const { t } = useWords();
  const { may } = useSession();
  const tabs = [
    { to: paths.duties, label: t('notices.back') },
    { to: paths.climbs, label: t('notices.tabs.climbs') },
    { to: paths.ladder, label: t('notices.tabs.ladder') },
    ...(may('notice.read')
      ? [
          { to: paths.noticeChannels, label: t('notices.tabs.channels') },
          { to: paths.notices, label: t('notices.tabs.notices') },
        ]
      : []),
    { to: paths.myNotices, label: t('notices.mine') },
  ];
  return (
    <>
      <PageTitle title={title} actions={actions} />
      <RoomTabs tabs={tabs} />
    </>
  );
}
