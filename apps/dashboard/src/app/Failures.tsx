// What stands where a page failed, does not exist, or is not for this role.
import { Button } from 'antd';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';

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

/** The boundary of a page: the shell stays, the rest of the dashboard goes on. */
export function PageFailed() {
  const { t } = useWords();
  const thrown = useRouteError();
  if (isRouteErrorResponse(thrown) && thrown.status === 404) return <NotFound />;
  return <Notice title={t('app.problem.page')} detail={t('app.problem.pageDetail')} reload />;
}
