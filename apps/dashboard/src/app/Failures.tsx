// What stands where a page failed, does not exist, or is not for this role.
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';
import { answers } from './reach';

const ASK_AGAIN_MS = 3_000;

function Notice({ title, detail, reload = false }: { title: string; detail: string; reload?: boolean }) {
  const { t } = useWords();
  return (
    <div className="stack">
      <PageTitle title={title} />
      <p className="quiet">{detail}</p>
      <div className="row">
        {reload && (
          <Button type="primary" onClick={() => window.location.reload()}>
            {t('app.problem.reload')}
          </Button>
        )}
        <Link to="/">{t('app.problem.home')}</Link>
      </div>
    </div>
  );
}

export function NotFound() {
  const { t } = useWords();
  return <Notice title={t('app.problem.notFound')} detail={t('app.problem.notFoundDetail')} />;
}

export function NotPermitted() {
  const { t } = useWords();
  return <Notice title={t('app.problem.notPermitted')} detail={t('app.problem.notPermittedDetail')} />;
}

/** True while the server does not answer; when it does again, the page is opened. */
function useAway(): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let wasAway = false;
    const ask = async () => {
      const isHere = await answers();
      if (isHere && wasAway) return window.location.reload();
      if (isHere) return;
      wasAway = true;
      setAway(true);
      timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    timer = setTimeout(() => void ask(), 0);
    return () => clearTimeout(timer);
  }, []);
  return isAway;
}

/** The boundary of a page: the shell stays, the rest of the dashboard goes on. */
export function PageFailed() {
  const { t } = useWords();
  const thrown = useRouteError();
  const isAway = useAway();
  if (isRouteErrorResponse(thrown) && thrown.status === 404) return <NotFound />;
  if (isAway) return <Notice title={t('app.problem.away')} detail={t('app.problem.network')} />;
  return <Notice title={t('app.problem.page')} detail={t('app.problem.pageDetail')} reload />;
}
