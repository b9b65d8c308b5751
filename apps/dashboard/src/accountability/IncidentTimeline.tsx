// The timeline of one incident: every fact with actor and time, newest first; and its stages with their time and holder.
import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Timeline } from '#contract';
import { useFactWords } from '../shared/fact-words';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { useSettled } from '../shared/settled';
import { EmptyState, FreshButton, Instant, InstantPicker, span } from '../shared/ui';
import { useWords } from '../shared/words';
import { ActorName } from './EntryParts';
import { IncidentCourse } from './IncidentCourse';
import { colourOf } from './stages';
import './accountability.css';

type Fact = Timeline['facts'][number];
type Span = Timeline['stages'][number];
const idOf = ({ seq }: Fact) => seq;

/** The stages, each with its time and holder. */
function StageList({ stages }: { stages: readonly Span[] }) {
  const { t, name } = useWords();
  if (stages.length === 0) return null;
  return (
    <div>
      <ol className="stage-list" aria-label={t('accountability.timeline.stages')}>
        {stages.map((one) => (
          <li key={`${one.stage}${one.at}`}>
            <div>
              <span aria-hidden="true" className="swatch" style={{ background: colourOf(one.stage) }} />
              <strong>{name('incidentStage', one.stage)}</strong>{' '}
              <span className="tabular">{one.ms === null ? '' : span(one.ms, t)}</span>
              {one.until === null && <span className="quiet"> {t('accountability.timeline.running')}</span>}
            </div>
            <div className="quiet">
              <Instant at={one.at} /> · {one.holder ?? t('accountability.timeline.nobody')}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

type Narrowing = { stage: string; actor: string; from: string | null; to: string | null };
const everything: Narrowing = { stage: '', actor: '', from: null, to: null };
const actorKey = ({ actor }: Fact) => actor.id ?? actor.kind;
const fits =
  ({ stage, actor, from, to }: Narrowing) =>
  (fact: Fact) =>
    (!stage || fact.stage === stage) &&
    (!actor || actorKey(fact) === actor) &&
    (!from || fact.at >= from) &&
    (!to || fact.at < to);

export function IncidentTimeline({ incidentId, timeline }: { incidentId: string; timeline: Timeline }) {
  const { t } = useWords();
  const [narrowing, setNarrowing] = useState<Narrowing>(everything);
  const { shown, waiting, letIn, handlers } = useSettled(timeline.facts, idOf);
  const rows = shown.filter(fits(narrowing));
  if (timeline.facts.length === 0)
    return (
      <EmptyState title={t('accountability.timeline.empty')} next={t('accountability.timeline.emptyNext')} />
    );
  return (
    <div {...handlers}>
      <div className="panel-body">
        <IncidentCourse incidentId={incidentId} timeline={timeline} />
        <StageList stages={timeline.stages} />
      </div>
      <Narrow facts={timeline.facts} value={narrowing} onChange={setNarrowing} />
      <FreshButton waiting={waiting} onLetIn={letIn} />
      {rows.length === 0 && (
        <EmptyState
          title={t('accountability.timeline.emptyFilter')}
          next={t('accountability.timeline.emptyFilterNext')}
        />
      )}
      <ol className="timeline" aria-label={t('accountability.timeline.list')}>
        {rows.map((fact) => (
          <FactLine key={fact.seq} fact={fact} />
        ))}
      </ol>
    </div>
  );
}

type NarrowProps = { facts: readonly Fact[]; value: Narrowing; onChange: (value: Narrowing) => void };
function Narrow({ facts, value, onChange }: NarrowProps) {
  const { t, name } = useWords();
  const stages = [...new Set(facts.map(({ stage }) => stage))];
  const actors = new Map(
    facts.map((fact) => [
      actorKey(fact),
      fact.actor.kind === 'system' ? t('app.common.system') : fact.actor.name,
    ]),
  );
  const all = { value: '', label: t('app.common.all') };
  return (
    <div className="row panel-body" style={{ paddingTop: 0 }}>
      <span className="quiet">{t('accountability.timeline.stage')}</span>
      <Select
        aria-label={t('accountability.timeline.stage')}
        value={value.stage}
        style={{ width: 116 }}
        options={[all, ...stages.map((stage) => ({ value: stage, label: name('stage', stage) }))]}
        onChange={(stage) => onChange({ ...value, stage })}
      />
      <span className="quiet">{t('accountability.timeline.actor')}</span>
      <Select
        aria-label={t('accountability.timeline.actor')}
        value={value.actor}
        style={{ width: 116 }}
        options={[all, ...[...actors].map(([id, label]) => ({ value: id, label }))]}
        onChange={(actor) => onChange({ ...value, actor })}
      />
      {(['from', 'to'] as const).map((end) => (
        <span key={end} className="row tight nowrap-row">
          <span className="quiet">{t(`app.common.${end}`)}</span>
          <InstantPicker
            label={t(`app.common.${end}`)}
            value={value[end]}
            onChange={(at) => onChange({ ...value, [end]: at })}
          />
        </span>
      ))}
    </div>
  );
}

function FactLine({ fact }: { fact: Fact }) {
  const { name } = useWords();
  const factWords = useFactWords();
  return (
    <li>
      <Instant at={fact.at} />
      <span className="quiet">{name('stage', fact.stage)}</span>
      <span className="who">
        <ActorName actor={fact.actor} />
      </span>
      <span className="what">
        <strong>{name('fact', fact.kind)}</strong> <span className="quiet">{factWords(fact)}</span>{' '}
        <ProofLink seq={fact.seq} />
      </span>
    </li>
  );
}

function ProofLink({ seq }: { seq: number }) {
  const { t } = useWords();
  const { may } = useSession();
  if (!may('ledger.read')) return <span className="quiet tabular">#{seq}</span>;
  return <Link to={paths.ledgerEntry(seq)}>{t('accountability.timeline.proof', { seq })}</Link>;
}

/** What people decided of the incident, oldest first, as a record to read and print. */
export function IncidentRecord({ timeline }: { timeline: Timeline }) {
  const { t } = useWords();
  const decided = timeline.facts.filter(({ actor }) => actor.kind === 'officer').reverse();
  if (decided.length === 0)
    return (
      <EmptyState
        title={t('accountability.timeline.recordEmpty')}
        next={t('accountability.timeline.recordEmptyNext')}
      />
    );
  return (
    <>
      <p className="quiet panel-body plain-p">{t('accountability.timeline.recordIntro')}</p>
      <ol className="timeline" aria-label={t('accountability.timeline.record')}>
        {decided.map((fact) => (
          <FactLine key={fact.seq} fact={fact} />
        ))}
      </ol>
    </>
  );
}
