// One alert: its number, how grave, what happened to what, and its acknowledgement.
import { Button } from 'antd';
import { memo } from 'react';
import { Link } from 'react-router';
import type { Alert } from '#contract';
import { pathOf } from '../shared/paths';
import { useSession } from '../shared/session';
import { Instant, SeverityTag } from '../shared/ui';
import { useWords } from '../shared/words';

type Props = {
  alert: Alert;
  current: boolean;
  onChoose: (seq: number) => void;
  /** Null where the person may not. */
  onAcknowledge: ((seq: number) => void) | null;
};
export const AlertRow = memo(function AlertRow({ alert, current, onChoose, onAcknowledge }: Props) {
  const { t, pick, name } = useWords();
  const { session } = useSession();
  const path = pathOf(alert.subject, alert.incidentId);
  return (
    <li
      className={`alert-row ${alert.severity}${alert.acknowledgedBy ? ' done' : ''}`}
      data-seq={alert.seq}
      tabIndex={-1}
      aria-current={current || undefined}
      onFocus={() => onChoose(alert.seq)}
    >
      <div className="row apart">
        <span className="row tight">
          <SeverityTag severity={alert.severity} />
          <strong>{name('alert', alert.kind)}</strong>
          {alert.to.includes(session.officer.id) && <span className="tag">{t('rules.rules.toYou')}</span>}
        </span>
        <span className="quiet tabular">
          #{alert.seq} · <Instant at={alert.at} />
        </span>
      </div>
      <div className="alert-what">
        <span className="alert-words">
          {path ? <Link to={path}>{alert.title}</Link> : alert.title}
          <span className="quiet"> {pick(alert.text)}</span>
        </span>
        {alert.acknowledgedBy ? (
          <span className="quiet" title={t('live.acknowledgedBy', { name: alert.acknowledgedBy })}>
            <span aria-hidden="true">✓ {alert.acknowledgedBy}</span>
            <span className="hidden-visually">
              {t('live.acknowledgedBy', { name: alert.acknowledgedBy })}
            </span>
          </span>
        ) : (
          onAcknowledge && (
            <Button
              size="small"
              aria-label={`${t('live.acknowledge')} #${alert.seq}`}
              onClick={() => onAcknowledge(alert.seq)}
            >
              {t('live.acknowledge')}
            </Button>
          )
        )}
      </div>
    </li>
  );
});
