// The title and tabs that the pages of intake share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { PageTitle, RoomTabs } from '../shared/ui';
import { useWords } from '../shared/words';

export function Head({ actions }: { actions?: ReactNode }) {
  const { t } = useWords();
  const { may } = useSession();
  const tabs = [
    ...(may('source.read') ? [{ to: paths.intake, label: t('intake.tabs.sources') }] : []),
    ...(may('message.enter') ? [{ to: paths.entry, label: t('intake.tabs.entry') }] : []),
    ...(may('import.run') ? [{ to: paths.imports, label: t('intake.tabs.imports'), end: false }] : []),
  ];
  return (
    <>
      <PageTitle title={t('intake.title')} actions={actions} />
      <RoomTabs tabs={tabs} />
    </>
  );
}
