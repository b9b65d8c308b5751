// The title and tabs that the pages of understanding share.
import type { ReactNode } from 'react';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { PageTitle, RoomTabs } from '../shared/ui';
import { useWords } from '../shared/words';

export function Head({ title, actions }: { title: string; actions?: ReactNode }) {
  const { t } = useWords();
  const { may } = useSession();
  const tabs = [
    { to: paths.incidents, label: t('understanding.tabs.incidents') },
    ...(may('message.read') ? [{ to: paths.messages, label: t('understanding.tabs.messages') }] : []),
    { to: paths.bursts, label: t('understanding.tabs.bursts') },
    ...(may('rule.read') ? [{ to: paths.rules, label: t('understanding.tabs.rules') }] : []),
    ...(may('consultation.read')
      ? [{ to: paths.consultationTasks, label: t('understanding.consulting.tasksTab') }]
      : []),
    ...(may('policy-risk.read')
      ? [{ to: paths.policyRisks, label: t('understanding.consulting.risks') }]
      : []),
    ...(may('model.read') ? [{ to: paths.model, label: t('learning.tab') }] : []),
  ];
  return (
    <>
      <PageTitle title={title} actions={actions} />
      <RoomTabs tabs={tabs} />
    </>
  );
}
