// The title and tabs that the pages of accountability share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { PageTitle, RoomTabs } from '../shared/ui';
import { useWords } from '../shared/words';

export function Head({ title, actions }: { title: string; actions?: ReactNode }) {
  const { t } = useWords();
  const { may } = useSession();
  const tabs = [
    ...(may('overview.read') ? [{ to: paths.overview, label: t('accountability.tabs.overview') }] : []),
    ...(may('ledger.read')
      ? [
          { to: paths.ledger, label: t('accountability.tabs.ledger') },
          { to: paths.checkpoints, label: t('accountability.tabs.checkpoints') },
        ]
      : []),
  ];
  return (
    <>
      <PageTitle title={title} actions={actions} />
      <RoomTabs tabs={tabs} />
    </>
  );
}
