// One clock on a page of its own, for links from alerts and letters.
import { Link, useParams } from 'react-router';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { AboutLink, AboutTag, Answered, PageTitle, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClockFacts } from './ClockFacts';

export function ClockPage() {
  const { t, pick } = useWords();
  const { id = '' } = useParams();
  const asked = useAsk('duties.read', { params: { id } }, { every: 60_000 });
  return (
    <>
      {!asked.data && <PageTitle title={t('duty.clock.page')} />}
      <Answered of={asked}>
        {(clock) => (
          <>
            <PageTitle
              title={t(clock.state === 'breached' ? 'duty.called.page' : 'duty.why.title', {
                name: pick(clock.name),
              })}
              actions={<Link to={paths.duties}>{t('duty.clock.back')}</Link>}
            >
              <span className="row tight">
                <AboutTag of={clock} />
                <AboutLink of={clock} />
              </span>
            </PageTitle>
            <Panel title={pick(clock.name)} className="narrow">
              <ClockFacts clock={clock} />
            </Panel>
          </>
        )}
      </Answered>
    </>
  );
}
