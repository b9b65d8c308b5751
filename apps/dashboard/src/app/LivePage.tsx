// The live page of staff: alerts, clocks at risk, incidents by heat, side by side.
import { PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';

export function LivePage() {
  const { t } = useWords();
  return <PageTitle title={t('live.title')} />;
}
