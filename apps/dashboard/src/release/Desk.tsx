// The desk where a release is written and passed: text left, checklist right, steps and editions below.
import { Input, Select } from 'antd';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Incident, Release } from '#contract';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { LevelTag, PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';
import { ChecklistPanel } from './ChecklistPanel';
import { type Content, releaseForms } from './content';
import { Differences, Where } from './Editions';
import { KnownFacts } from './KnownFacts';
import { Moves } from './Moves';
import { Paper, ReadPaper, type Selected, type TextMark } from './Paper';
import { Problems } from './Problems';
import { ReleaseState } from './ReleaseState';
import './release.css';
import { Conflict, LeaveGuard, RestoredNote, SaveLine } from './Saving';
import { Steps } from './Steps';
import { type Checked, useCheck } from './useCheck';
import { useWriting, type Writing } from './useWriting';

type Props = {
  release: Release | null;
  incident: Incident | null;
  incidentId: string | null;
  matterId: string | null;
  blank: Content;
  /** Told the id when the draft has been saved for the first time. */
  onBorn: (id: string) => void;
};

export function Desk({ release, incident, incidentId, matterId, blank, onBorn }: Props) {
  const { t, pick } = useWords();
  const { may } = useSession();
  const edit = release?.moves.find(({ move }) => move === 'edit');
  const editable = release ? (edit?.allowed ?? false) : may('release.draft');
  // The first saving gives the text its address: that step does not leave the page.
  const born = useRef(release?.id ?? null);
  const tellBorn = useCallback(
    (id: string) => {
      born.current = id;
      onBorn(id);
    },
    [onBorn],
  );
  const writing = useWriting({ release, incidentId, matterId, blank, editable, onBorn: tellBorn });
  const { content } = writing;
  useNewest(writing, release);
  const checked = useCheck(content, editable, release?.problems ?? []);
  const text = useText(writing, checked);
  return (
    <>
      <DeskTitle release={release} incident={incident} writing={writing} editable={editable} />
      <div className="stack release-desk">
        <RestoredNote writing={writing} release={release} />
        <Conflict writing={writing} />
        {release?.state === 'draft' && edit?.reason && (
          <p className="quiet">{t('release.edit.readOnly', { reason: pick(edit.reason) })}</p>
        )}
        <div className="desk">
          <div className="stack">
            {editable ? (
              <Fields writing={writing} text={text} isCorrection={(release?.edition ?? 1) > 1} />
            ) : (
              <section className="panel panel-body read-release">
                {content.place && (
                  <p className="quiet">{t('release.where.place', { place: content.place })}</p>
                )}
                <ReadPaper text={content.body} marks={text.marks} label={t('release.edit.body')} />
              </section>
            )}
            {release?.state !== 'published' && release?.state !== 'withdrawn' && (
              <Problems
                checked={checked}
                body={content.body}
                hasTitle={content.title.trim().length > 0}
                editable={editable}
                onFind={text.find}
              />
            )}
            <Moves release={release} editable={editable} checked={checked} save={writing.save} />
            <Steps release={release} />
          </div>
          <div className="stack">
            <ChecklistPanel
              content={content}
              editable={editable}
              selection={text.selection}
              onChange={(checklist) => writing.change({ checklist })}
              onFind={text.findQuote}
            />
            {editable && incident && <KnownFacts incident={incident} onInsert={text.insert} />}
          </div>
        </div>
        <div className="desk-below">
          <Where release={release} content={content} />
          <Differences release={release} content={content} />
        </div>
      </div>
      {editable && (
        <LeaveGuard writing={writing} stays={(path) => path === paths.release(born.current ?? '')} />
      )}
    </>
  );
}

/** A newer saved text takes the place of an older one, unless there are words on the page that were not saved. */
function useNewest({ isDirty, saving, version, replace }: Writing, release: Release | null): void {
  const isOld = release !== null && release.version > version && !isDirty && saving.is === 'saved';
  useEffect(() => {
    if (isOld && release) replace(release);
  }, [isOld, release, replace]);
}

type Text = ReturnType<typeof useText>;
/** The text with its marks, what is selected in it, and ways to a place in it. */
function useText({ content, change }: Writing, { problems }: Checked) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [selected, setSelected] = useState<Selected>({ start: 0, end: 0 });
  const [found, setFound] = useState<Selected | null>(null);
  const { body, checklist } = content;
  const marks = useMemo((): TextMark[] => {
    const ticks = Object.values(checklist).flatMap((tick) => {
      const start = 'quote' in tick ? body.indexOf(tick.quote) : -1;
      return 'quote' in tick && start >= 0
        ? [{ start, end: start + tick.quote.length, kind: 'tick' as const }]
        : [];
    });
    const wrong = problems.flatMap(({ start, end, blocking }) =>
      start === undefined || end === undefined
        ? []
        : [{ start, end, kind: blocking ? ('must' as const) : ('note' as const) }],
    );
    return [...ticks, ...wrong, ...(found ? [{ ...found, kind: 'found' as const }] : [])];
  }, [body, checklist, problems, found]);
  const find = useCallback((place: Selected) => {
    setFound(place);
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(place.start, place.end);
  }, []);
  return {
    ...{ field, marks, find, setSelected },
    selection: body.slice(selected.start, selected.end),
    findQuote: (quote: string) => {
      const start = body.indexOf(quote);
      if (start >= 0) find({ start, end: start + quote.length });
    },
    insert: (words: string) => {
      const at = field.current?.selectionStart ?? body.length;
      change({ body: `${body.slice(0, at)}${words}${body.slice(at)}` });
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(at + words.length, at + words.length);
      });
    },
    write: (next: string) => {
      setFound(null);
      change({ body: next });
    },
  };
}

type TitleProps = {
  release: Release | null;
  incident: Incident | null;
  writing: Writing;
  editable: boolean;
};
function DeskTitle({ release, incident, writing, editable }: TitleProps) {
  const { t, name } = useWords();
  const about =
    incident ?? (release?.incidentId ? { id: release.incidentId, title: release.incidentTitle } : null);
  return (
    <PageTitle
      title={release?.title ?? t('release.edit.newTitle')}
      actions={editable && <SaveLine writing={writing} />}
    >
      <span className="row">
        {release && <ReleaseState state={release.state} />}
        {release && (
          <span className="quiet">
            {name('releaseForm', release.form)} · {t('release.list.edition', { edition: release.edition })}
          </span>
        )}
        {release?.matterId && (
          <span className="row tight">
            <span className="quiet">{t('release.edit.about')}</span>
            <Link to={paths.matter(release.matterId)}>{release.matterTitle}</Link>
          </span>
        )}
        {about && (
          <span className="row tight">
            <span className="quiet">{t('release.edit.about')}</span>
            {incident && <LevelTag level={incident.level} />}
            <Link to={paths.incident(about.id)}>{about.title}</Link>
          </span>
        )}
      </span>
    </PageTitle>
  );
}

type FieldsProps = { writing: Writing; text: Text; isCorrection: boolean };
function Fields({ writing, text, isCorrection }: FieldsProps) {
  const { t, name } = useWords();
  const own = useId();
  const { content, change } = writing;
  const { form, title, place, body } = content;
  return (
    <section className="panel panel-body fields">
      <div className="field-pair">
        <div className="field">
          <label htmlFor={`${own}form`}>{t('release.edit.form')}</label>
          <Select
            id={`${own}form`}
            value={form}
            disabled={isCorrection}
            options={releaseForms.map((value) => ({ value, label: name('releaseForm', value) }))}
            onChange={(next) => change({ form: next })}
          />
        </div>
        {form === 'press-conference' && (
          <div className="field grow">
            <label htmlFor={`${own}place`}>{t('release.edit.place')}</label>
            <Input
              id={`${own}place`}
              name="place"
              maxLength={200}
              placeholder={t('release.edit.placeHint')}
              value={place}
              onChange={(event) => change({ place: event.target.value })}
            />
          </div>
        )}
      </div>
      <div className="field">
        <label htmlFor={`${own}title`}>{t('release.edit.title')}</label>
        <Input
          id={`${own}title`}
          name="title"
          size="large"
          maxLength={200}
          autoComplete="off"
          placeholder={t('release.edit.titleHint')}
          value={title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </div>
      <div className="field">
        <div className="row apart">
          <label htmlFor={`${own}body`}>{t('release.edit.body')}</label>
          <span className="quiet tabular" id={`${own}count`}>
            {t('release.edit.count', { count: [...body].length })}
          </span>
        </div>
        <Paper
          id={`${own}body`}
          text={body}
          marks={text.marks}
          field={text.field}
          hint={t('release.edit.bodyHint')}
          describedBy={`${own}count`}
          onChange={text.write}
          onSelect={text.setSelected}
        />
      </div>
    </section>
  );
}
