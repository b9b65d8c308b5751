// What people decided of the incident, newest first, with the way back where there still is one.
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Assessment } from '#contract';
import { useAct, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Instant, Paged, ReasonModal, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';

export function Assessments({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const asked = useAskPages('incidents.assessments', {
    params: { id: incidentId },
    query: { limit: 30 },
  });
  const [undoing, setUndoing] = useState<Assessment | null>(null);
  return (
    <>
      <Paged of={asked} rows={2} empty={<p className="quiet">{t('understanding.assessing.historyEmpty')}</p>}>
        {(items) => (
          <ol className="rows" aria-label={t('understanding.assessing.history')}>
            {items.map((one) => (
              <Line key={one.id} one={one} incidentId={incidentId} onUndo={() => setUndoing(one)} />
            ))}
          </ol>
        )}
      </Paged>
      {undoing && <Undo one={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

type LineProps = { one: Assessment; incidentId: string; onUndo: () => void };
function Line({ one, incidentId, onUndo }: LineProps) {
  const { t, name, pick } = useWords();
  const { may } = useSession();
  const value = (said: string | null) =>
    said && (one.act === 'level' || one.act === 'confirm' ? name('level', said) : said);
  const [from, to] = [value(one.from), value(one.to)];
  // Seen from the other side, the incident it came from is the other.
  const other = one.incidentId === incidentId ? one.other : null;
  return (
    <li className="reason">
      <div className="row apart">
        <div className="row tight">
          <Instant at={one.at} />
          <span>{one.by}</span>
          <strong>{name('assessmentAct', one.act)}</strong>
          {to && <span>{from ? t('understanding.assessing.became', { from, to }) : to}</span>}
          {one.messages > 0 && (
            <span className="quiet">{t('understanding.assessing.carried', { count: one.messages })}</span>
          )}
          {other && <Link to={`${paths.incident(other.id)}?kept`}>{other.title}</Link>}
          {one.incidentId !== incidentId && (
            <Link to={`${paths.incident(one.incidentId)}?kept`}>{t('understanding.assessing.openOld')}</Link>
          )}
          {one.undone && (
            <StateTag tone="plain">{t('understanding.assessing.wasUndone', { by: one.undone.by })}</StateTag>
          )}
        </div>
        {may('incident.assess') && !one.stands && !one.undone && (
          <Button size="small" className="no-print" onClick={onUndo}>
            {t('understanding.assessing.undo')}
          </Button>
        )}
      </div>
      {one.reason && <div>{one.reason}</div>}
      {one.stands && !one.undone && (
        <div className="quiet">{t('understanding.assessing.stands', { why: pick(one.stands) })}</div>
      )}
    </li>
  );
}

function Undo({ one, onClose }: { one: Assessment; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('assessments.undo', {
    done: t('understanding.assessing.undone'),
    onDone: onClose,
  });
  return (
    <ReasonModal
      open
      title={t('understanding.assessing.undoTitle')}
      consequence={t('understanding.assessing.undoConsequence')}
      confirm={t('understanding.assessing.undo')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: one.id }, body: { reason } })}
    />
  );
}
