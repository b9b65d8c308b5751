// Alerts, numbered, newest on top; new ones wait behind a button while the pointer or the focus is inside.
import { App, Button, Select, Switch } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Alert } from '#contract';
import { useAct } from '../shared/api';
import { useLive } from '../shared/live';
import { pathOf, paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, More, Panel, useHotkeys } from '../shared/ui';
import { useWords } from '../shared/words';
import { AlertRow } from './AlertRow';

const pageSize = 60;
const severities: readonly Alert['severity'][] = ['critical', 'warning', 'notice', 'info'];

/** Which alerts are shown: all, or only up to the newest of the moment when the pointer or focus came in. */
function useHeldBack(alerts: readonly Alert[]) {
  const [heldAt, setHeldAt] = useState<number | null>(null);
  const inside = useRef({ pointer: false, focus: false });
  const newest = alerts[0]?.seq ?? 0;
  const update = (part: Partial<{ pointer: boolean; focus: boolean }>) => {
    Object.assign(inside.current, part);
    const isInside = inside.current.pointer || inside.current.focus;
    setHeldAt((held) => (isInside ? (held ?? newest) : null));
  };
  const shown = useMemo(
    () => (heldAt === null ? alerts : alerts.filter(({ seq }) => seq <= heldAt)),
    [alerts, heldAt],
  );
  return {
    shown,
    waiting: alerts.length - shown.length,
    letIn: () => setHeldAt((held) => (held === null ? null : newest)),
    handlers: {
      onPointerEnter: () => update({ pointer: true }),
      onPointerLeave: () => update({ pointer: false }),
      onFocus: () => update({ focus: true }),
      onBlur: (event: React.FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) update({ focus: false });
      },
    },
  };
}

/** Acknowledges and says so at once on this page. */
function useAcknowledge() {
  const { t } = useWords();
  const { message } = App.useApp();
  const { acknowledged } = useLive();
  const { session } = useSession();
  const { act } = useAct('alerts.acknowledge', {
    onDone: (alert) => {
      acknowledged(alert.seq, alert.acknowledgedBy ?? session.officer.name);
      void message.success(t('live.acknowledged', { seq: alert.seq }));
    },
  });
  // The auditor reads all and changes nothing.
  const mayAct = session.officer.roles.some((role) => role !== 'auditor');
  const acknowledge = useCallback((seq: number) => act({ params: { seq } }), [act]);
  return mayAct ? acknowledge : null;
}

function useFilters(alerts: readonly Alert[]) {
  const [severity, setSeverity] = useState<Alert['severity'] | null>(null);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const filtered = useMemo(
    () =>
      alerts.filter(
        (alert) => (!severity || alert.severity === severity) && (!onlyOpen || !alert.acknowledgedBy),
      ),
    [alerts, severity, onlyOpen],
  );
  return { filtered, severity, setSeverity, onlyOpen, setOnlyOpen };
}

export function AlertList() {
  const { t, name } = useWords();
  const { alerts } = useLive();
  const navigate = useNavigate();
  const { filtered, severity, setSeverity, onlyOpen, setOnlyOpen } = useFilters(alerts);
  const { shown, waiting, letIn, handlers } = useHeldBack(filtered);
  const [size, setSize] = useState(pageSize);
  const [current, setCurrent] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const acknowledge = useAcknowledge();
  const rows = shown.slice(0, size);

  const focusOn = (seq: number) => {
    setCurrent(seq);
    list.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)?.focus();
  };
  const move = (by: 1 | -1) => {
    const at = rows.findIndex(({ seq }) => seq === current);
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) focusOn(next.seq);
  };
  const chosen = rows.find(({ seq }) => seq === current);
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      const path = chosen && pathOf(chosen.subject, chosen.incidentId);
      if (path) void navigate(path);
    },
    a: () => {
      if (chosen && !chosen.acknowledgedBy) acknowledge?.(chosen.seq);
    },
  });
  const filters = (
    <div className="row">
      <Select<Alert['severity'] | ''>
        size="small"
        aria-label={t('live.severityFilter')}
        value={severity ?? ''}
        style={{ width: 100 }}
        options={[
          { value: '', label: t('app.common.all') },
          ...severities.map((one) => ({ value: one, label: name('severity', one) })),
        ]}
        onChange={(one) => setSeverity(one || null)}
      />
      <span className="row tight">
        <Switch size="small" checked={onlyOpen} onChange={setOnlyOpen} aria-label={t('live.onlyOpen')} />
        <span aria-hidden="true">{t('live.onlyOpen')}</span>
      </span>
    </div>
  );
  return (
    <Panel title={t('live.alerts')} extra={filters} flush className="live-panel">
      <div className="alerts" {...handlers}>
        <div role="status" className="alerts-fresh">
          {waiting > 0 && (
            <Button
              type="primary"
              size="small"
              onClick={() => {
                letIn();
                list.current?.scrollTo(0, 0);
              }}
            >
              {t('live.fresh', { count: waiting })}
            </Button>
          )}
        </div>
        {rows.length === 0 && <NoAlerts />}
        <ol ref={list} className="alerts-list" aria-label={t('live.listLabel')}>
          {rows.map((alert) => (
            <AlertRow
              key={alert.seq}
              alert={alert}
              current={alert.seq === current}
              onChoose={setCurrent}
              onAcknowledge={acknowledge}
            />
          ))}
          {shown.length > size && (
            <li>
              <More hasMore more={() => setSize(size + pageSize)} loadingMore={false} />
            </li>
          )}
        </ol>
      </div>
    </Panel>
  );
}

function NoAlerts() {
  const { t } = useWords();
  const { may } = useSession();
  const navigate = useNavigate();
  return (
    <EmptyState
      title={t('live.emptyAlerts')}
      next={t('live.emptyAlertsNext')}
      action={
        may('source.manage') && (
          <Button onClick={() => void navigate(paths.intake)}>{t('live.addSource')}</Button>
        )
      }
    />
  );
}
