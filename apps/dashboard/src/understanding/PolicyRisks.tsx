// Policies whose risks are assessed before they go out, newest first, with the greatest risk of each.
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Answer } from '#contract';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, Instant, Paged, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { toneOf, weightOf } from './risk-weight';
import './understanding.css';

export function PolicyRisks() {
  const { t } = useWords();
  const { may } = useSession();
  const navigate = useNavigate();
  const asked = useAskPages('policyRisks.list', { query: { limit: 50 } });
  const draft = may('policy-risk.draft') && (
    <Button type="primary" onClick={() => void navigate('/policy-risks/new')}>
      {t('understanding.consulting.newRisk')}
    </Button>
  );
  return (
    <>
      <Head title={t('understanding.consulting.risksTitle')} actions={draft} />
      <div className="panel">
        <Paged
          of={asked}
          empty={
            <EmptyState
              title={t('understanding.consulting.noRisks')}
              next={t('understanding.consulting.noRisksNext')}
            />
          }
        >
          {(items) => (
            <ol className="rows" aria-label={t('understanding.consulting.risks')}>
              {items.map((one) => (
                <Line key={one.id} one={one} />
              ))}
            </ol>
          )}
        </Paged>
      </div>
    </>
  );
}

function Line({ one }: { one: Answer<'policyRisks.list'>['items'][number] }) {
  const { t, name } = useWords();
  return (
    <li className="line">
      <Link to={paths.policyRisk(one.id)} className="incident-title">
        {one.title}
      </Link>
      <div className="row tight quiet">
        <StateTag tone={one.state === 'approved' ? 'good' : 'plain'}>
          {name('policyRiskState', one.state)}
        </StateTag>
        {one.highest > 0 && <WeightTag weight={one.highest} />}
        {one.plannedOn && (
          <span className="tabular">
            {t('understanding.consulting.plannedOn')} {one.plannedOn}
          </span>
        )}
        <span>
          {t('understanding.consulting.draftedBy')} {one.draftedBy}
        </span>
        <Instant at={one.changedAt} />
      </div>
    </li>
  );
}

export function WeightTag({ weight }: { weight: number }) {
  const { t } = useWords();
  const word = weightOf(weight);
  return (
    <StateTag tone={toneOf[word]}>
      {t(`understanding.consulting.weights.${word}`)} {weight}
    </StateTag>
  );
}
