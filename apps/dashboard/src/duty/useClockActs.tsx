// What a person may do to a clock: take it up, extend it, waive it; each with its right, its reason and its dialogue.
import { Form } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Clock } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { fullInstant, InstantPicker, isOver, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { isRunning } from './ClockState';

type Asked = { what: 'extend' | 'waive' | 'pause' | 'resume'; clock: Clock };
export type ClockActs = {
  mayAcknowledge: (clock: Clock) => boolean;
  acknowledge: (clock: Clock) => void;
  /** The clock whose acknowledgement is on its way. */
  acknowledging: string | null;
  /** Whether the person may move or lift clocks at all. */
  mayRule: (clock: Clock) => boolean;
  ask: (what: Asked['what'], clock: Clock) => void;
  /** Put once on the page. */
  dialogue: ReactNode;
};

export function useClockActs(): ClockActs {
  const { t } = useWords();
  const { session, may } = useSession();
  const { departmentId, roles } = session.officer;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [acknowledging, setAcknowledging] = useState<string | null>(null);
  const { actAsync } = useAct('duties.acknowledge', { done: t('duty.clock.acknowledged') });
  const acknowledge = (clock: Clock) => {
    setAcknowledging(clock.id);
    void actAsync({ params: { id: clock.id } }).finally(() => setAcknowledging(null));
  };
  return {
    // The department that owes it takes it up, or the news office for it.
    mayAcknowledge: (clock) =>
      may('duty.acknowledge') &&
      isRunning(clock) &&
      !clock.acknowledgedAt &&
      (roles.includes('news-office') || (!!departmentId && clock.department?.id === departmentId)),
    acknowledge,
    acknowledging,
    mayRule: (clock) => may('duty.extend') && isRunning(clock),
    ask: (what, clock) => setAsked({ what, clock }),
    dialogue: (
      <>
        <Extend clock={asked?.what === 'extend' ? asked.clock : null} onClose={() => setAsked(null)} />
        <Waive clock={asked?.what === 'waive' ? asked.clock : null} onClose={() => setAsked(null)} />
        <Pause clock={asked?.what === 'pause' ? asked.clock : null} onClose={() => setAsked(null)} />
        <Resume clock={asked?.what === 'resume' ? asked.clock : null} onClose={() => setAsked(null)} />
      </>
    ),
  };
}

/** A breach is a fact: what is late cannot be made timely afterwards. */
export const mayStillExtend = (clock: Clock): boolean =>
  clock.state === 'open' && (clock.pausedAt !== null || !isOver(clock.dueAt));

function Extend({ clock, onClose }: { clock: Clock | null; onClose: () => void }) {
  const { t, pick } = useWords();
  const { act, acting } = useAct('duties.extend', { done: t('duty.extend.done'), onDone: onClose });
  const limits = useLimits(clock).data;
  if (!clock) return null;
  const last = limits?.extendUntil ? Date.parse(limits.extendUntil) : Number.POSITIVE_INFINITY;
  const later = (_: unknown, value: string | null) => {
    if (!value) return Promise.resolve();
    if (Date.parse(value) <= Date.parse(clock.dueAt))
      return Promise.reject(new Error(t('duty.extend.later')));
    // The due second is still in time.
    return Date.parse(value) < last + 1000
      ? Promise.resolve()
      : Promise.reject(new Error(t('duty.extend.beyond')));
  };
  return (
    <ReasonModal
      open
      title={t('duty.extend.title', { name: pick(clock.name) })}
      consequence={t('duty.extend.consequence', { due: fullInstant(Date.parse(clock.dueAt), t) })}
      confirm={t('duty.extend.confirm')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason, dueAt }) =>
        act({ params: { id: clock.id }, body: { reason, dueAt: String(dueAt) } })
      }
    >
      {limits?.extendUntil && (
        <p>
          {t(limits.saidByClause ? 'duty.extend.byClause' : 'duty.extend.bySetting', {
            until: fullInstant(Date.parse(limits.extendUntil), t),
            length: limits.extendBy ? pick(limits.extendBy) : '',
          })}
        </p>
      )}
      <Form.Item
        name="dueAt"
        label={t('duty.extend.dueAt')}
        rules={[{ required: true, message: t('duty.extend.dueNeeded') }, { validator: later }]}
      >
        <InstantPicker />
      </Form.Item>
    </ReasonModal>
  );
}

function Waive({ clock, onClose }: { clock: Clock | null; onClose: () => void }) {
  const { t, pick } = useWords();
  const { act, acting } = useAct('duties.waive', { done: t('duty.waive.done'), onDone: onClose });
  if (!clock) return null;
  return (
    <ReasonModal
      open
      danger
      title={t('duty.waive.title', { name: pick(clock.name) })}
      consequence={t('duty.waive.consequence')}
      confirm={t('duty.waive.confirm')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: clock.id }, body: { reason } })}
    />
  );
}

/** How far a clock may be extended and what it may be paused for; asked only when somebody may act on it. */
export function useLimits(clock: Clock | null) {
  return useAsk('duties.limits', { params: { id: clock?.id ?? '' } }, { when: clock !== null });
}

function Pause({ clock, onClose }: { clock: Clock | null; onClose: () => void }) {
  const { t, pick } = useWords();
  const { act, acting } = useAct('duties.pause', { done: t('duty.pause.done'), onDone: onClose });
  const pausable = useLimits(clock).data?.pausableFor;
  if (!clock) return null;
  return (
    <ReasonModal
      open
      title={t('duty.pause.title', { name: pick(clock.name) })}
      consequence={t('duty.pause.consequence', { what: pausable ? pick(pausable.what) : '' })}
      confirm={t('duty.pause.confirm')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: clock.id }, body: { reason } })}
    />
  );
}

function Resume({ clock, onClose }: { clock: Clock | null; onClose: () => void }) {
  const { t, pick } = useWords();
  const { act, acting } = useAct('duties.resume', { done: t('duty.pause.resumed'), onDone: onClose });
  if (!clock) return null;
  return (
    <ReasonModal
      open
      title={t('duty.pause.resumeTitle', { name: pick(clock.name) })}
      consequence={t('duty.pause.resumeConsequence')}
      confirm={t('duty.pause.resume')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: clock.id }, body: { reason } })}
    />
  );
}
