// Departments and what each answers for.
import { PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';

export function Departments() {
  const { t } = useWords();
  return <PageTitle title={t('organisation.title')} />;
}
