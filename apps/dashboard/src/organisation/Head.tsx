// The title and tabs that the pages of organisation share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { PageTitle, RoomTabs } from '../shared/ui';
import { useWords } from '../shared/words';

export function Head({ actions }: { actions?: ReactNode }) {
  const { t } = useWords();
  const { may } = useSession();
  const tabs = [
    { to: paths.organise, label: t('organisation.tabs.departments') },
    { to: paths.officers, label: t('organisation.tabs.officers') },
    { to: paths.roster, label: t('roster.tabs.roster') },
    { to: paths.posts, label: t('roster.tabs.posts') },
    { to: paths.matrix, label: t('roster.tabs.matrix') },
    { to: paths.aliases, label: t('roster.tabs.aliases') },
    { to: paths.jurisdictions, label: t('roster.tabs.jurisdictions') },
    { to: paths.transfer, label: t('roster.tabs.transfer') },
    ...(may('token.manage')
      ? [
          { to: paths.tokens, label: t('organisation.tabs.tokens') },
          { to: paths.hooks, label: t('organisation.tabs.hooks') },
        ]
      : []),
    ...(may('partner.read') ? [{ to: paths.partners, label: t('organisation.tabs.partners') }] : []),
  ];
  return (
    <>
      <PageTitle title={t('organisation.title')} actions={actions} />
      <RoomTabs tabs={tabs} />
    </>
  );
}
