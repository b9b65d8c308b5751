// The consultations on an incident, newest meeting first, and the way to record another.
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Consultation } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Instant, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';

export function IncidentConsultations({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const { may } = useSession();
  const navigate = useNavigate();
  const asked = useAsk('consultations.list', { params: { id: incidentId } });
  const draft = may('consultation.keep') && (
    <Button size="small" onClick={() => void navigate(paths.consultationOn(incidentId))}>
      {t('understanding.consulting.newConsultation')}
    </Button>
  );
  return (
    <Answered of={asked} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            title={t('understanding.consulting.none')}
            next={t('understanding.consulting.noneNext')}
            action={draft}
          />
        ) : (
          <>
            {draft && <div className="panel-body row">{draft}</div>}
            <ol className="rows" aria-label={t('understanding.consulting.consultations')}>
              {items.map((one) => (
                <Line key={one.id} one={one} />
              ))}
            </ol>
          </>
        )
      }
    </Answered>
  );
}

function Line({ one }: { one: Consultation }) {
  const { t } = useWords();
  return (
    <li className="line">
      <div className="row tight">
        <Link to={paths.consultation(one.id)}>
          <Instant at={one.heldAt} />
        </Link>
        <StateTag tone={one.state === 'closed' ? 'good' : 'plain'}>
          {t(`understanding.consulting.${one.state}`)}
        </StateTag>
        <span className="quiet">
          {t('understanding.consulting.keeper')} {one.keeper.name}
        </span>
      </div>
      {one.decision && <div className="excerpt">{one.decision}</div>}
    </li>
  );
}
