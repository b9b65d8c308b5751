// One climb up the ladder: who was told when and why, what comes next, and the button of whoever has it in hand.
import { Button } from 'antd';
import type { ClimbView } from '#contract';
import { useAct } from '../api';
import { useSession } from '../session';
import { useWords } from '../words';
import { aboutTitle } from './About';
import { Instant } from './Instant';
import { fullInstant } from './instants';
import { StateTag } from './Tags';

/** Steps in the order in which they were due; a late one says so, one that found nobody stands out. */
export function ClimbSteps({ climb }: { climb: ClimbView }) {
  const { t, pick, name } = useWords();
  if (climb.steps.length === 0) return <p className="quiet">{t('notices.climbs.noneYet')}</p>;
  return (
    <ol className="why-steps">
      {climb.steps.map((step) => (
        <li key={`${step.rung}.${step.repeat}`}>
          <strong>
            {step.target
              ? t('notices.climbs.rung', { rung: step.rung, target: name('rungTarget', step.target) })
              : t('notices.climbs.expired')}
          </strong>
          {step.target && step.repeat > 0 && (
            <span className="quiet"> · {t('notices.climbs.again', { count: step.repeat })}</span>
          )}{' '}
          <Instant at={step.takenAt} />{' '}
          {step.late && (
            <span
              className="quiet"
              title={t('notices.climbs.lateFull', { at: fullInstant(Date.parse(step.dueAt), t) })}
            >
              {t('notices.climbs.late')}
            </span>
          )}{' '}
          {step.told.length === 0 && <StateTag tone="bad">{t('notices.climbs.nobody')}</StateTag>}
          <div className="quiet">{pick(step.reason)}</div>
          <div className="row tight quiet">
            <ClimbChannels step={step} />
          </div>
          {step.overtaken && <div className="quiet">{t('notices.climbs.overtaken')}</div>}
        </li>
      ))}
    </ol>
  );
}

/** In the system always; besides, the channels that were tried, and what became of it where it did not arrive. */
export function ClimbChannels({ step }: { step: ClimbView['steps'][number] }) {
  const { t, name } = useWords();
  if (step.target === null || (step.told.length === 0 && step.channels.length === 0)) return null;
  return (
    <>
      {step.told.length > 0 && <span className="tag">{t('notices.climbs.inApp')}</span>}
      {step.channels.map((one) => (
        <span key={one.name} className="tag" title={name('noticeChannel', one.kind)}>
          {one.name}
          {one.state === 'delivered' ? ' ✓' : ` · ${name('noticeState', one.state)}`}
        </span>
      ))}
    </>
  );
}

/** How it stands: held by somebody until when, by nobody, or how it ended. */
export function ClimbState({ climb }: { climb: ClimbView }) {
  const { t, name } = useWords();
  const { endedAs, acknowledgedBy, acknowledgedUntil } = climb;
  if (endedAs)
    return <StateTag tone="plain">{t('notices.climbs.ended', { as: name('climbEnd', endedAs) })}</StateTag>;
  if (acknowledgedBy && acknowledgedUntil)
    return (
      <StateTag tone="good">
        {t('notices.climbs.held', { name: acknowledgedBy })} <Instant at={acknowledgedUntil} />
      </StateTag>
    );
  return <StateTag tone="warn">{t('notices.climbs.unheld')}</StateTag>;
}

/** Which step comes next if nothing answers, and when; nothing once it has ended. */
export function ClimbNext({ climb: { next, endedAs } }: { climb: ClimbView }) {
  const { t, name } = useWords();
  if (endedAs) return null;
  if (!next) return <span className="quiet">{t('notices.climbs.none')}</span>;
  return (
    <span>
      <span className="quiet">{t('notices.climbs.next')} </span>
      <Instant at={next.at} />{' '}
      <span className="quiet">
        {t('notices.climbs.rung', { rung: next.rung, target: name('rungTarget', next.target) })}
        {next.repeat > 0 && <> · {t('notices.climbs.again', { count: next.repeat })}</>}
      </span>
    </span>
  );
}

/** "I am on it": only where a breach is being escalated and the person may. */
export function TakeUp({ climb, prominent = false }: { climb: ClimbView; prominent?: boolean }) {
  const { t } = useWords();
  const { may } = useSession();
  const taking = useAct('escalations.takeUp', { done: t('notices.climbs.takenUp') });
  if (climb.endedAs || climb.since !== 'breached' || !may('escalation.take-up')) return null;
  return (
    <Button
      size={prominent ? 'middle' : 'small'}
      type={prominent && !climb.acknowledgedBy ? 'primary' : 'default'}
      loading={taking.acting}
      aria-label={t('notices.climbs.takeUpFor', { title: aboutTitle(climb) })}
      onClick={() => taking.act({ params: { id: climb.clockId } })}
    >
      {t('notices.climbs.takeUp')}
    </Button>
  );
}
