// Whether the words are safe: one quiet line while all is well, a banner when another has saved meanwhile, a question on leaving.
import { Alert, Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import type { Release } from '#contract';
import { Difference, timeOf } from '../shared/ui';
import { useWords } from '../shared/words';
import type { Writing } from './useWriting';

export function SaveLine({ writing }: { writing: Writing }) {
  const { t, lang } = useWords();
  const { saving, savedAt, version } = writing;
  const words = () => {
    switch (saving.is) {
      case 'new':
        return t('release.save.new');
      case 'saved':
        return savedAt
          ? t('release.save.savedAt', { time: timeOf(savedAt), version })
          : t('release.save.saved');
      case 'dirty':
        return t('release.save.dirty');
      case 'saving':
        return t('release.save.saving');
      case 'needs-title':
        return `▲ ${t('release.save.needsTitle')}`;
      case 'failed':
        return `▲ ${t('release.save.failed', { why: saving.problem.in(lang) })}`;
      case 'conflict':
        return `▲ ${t('release.conflict.title')}`;
    }
  };
  const isWrong = saving.is === 'failed' || saving.is === 'conflict' || saving.is === 'needs-title';
  return (
    <span className="save-line">
      <span role="status" className={isWrong ? 'save-wrong' : 'quiet'}>
        {words()}
      </span>
      <Button
        size="small"
        disabled={saving.is !== 'dirty' && saving.is !== 'failed'}
        onClick={() => void writing.save()}
      >
        {t('release.save.now')}
      </Button>
    </span>
  );
}

/** Words of this tab that were not saved last time are on the page again. */
export function RestoredNote({ writing, release }: { writing: Writing; release: Release | null }) {
  const { t } = useWords();
  const [seen, setSeen] = useState(false);
  if (!writing.isRestored || seen) return null;
  return (
    <Alert
      type="info"
      showIcon
      closable={{ onClose: () => setSeen(true) }}
      title={t('release.save.restored')}
      action={
        release && (
          <Button
            size="small"
            onClick={() => {
              writing.replace(release);
              setSeen(true);
            }}
          >
            {t('release.save.discard')}
          </Button>
        )
      }
    />
  );
}

/** Another version was saved elsewhere: both texts are kept until the person has chosen. */
export function Conflict({ writing }: { writing: Writing }) {
  const { t } = useWords();
  const [comparing, setComparing] = useState(false);
  const [mine, setMine] = useState<string | null>(null);
  const { saving, content } = writing;
  if (mine !== null)
    return (
      <Alert
        type="info"
        closable={{ onClose: () => setMine(null) }}
        title={t('release.conflict.kept')}
        description={<div className="kept-words">{mine}</div>}
      />
    );
  if (saving.is !== 'conflict') return null;
  const { theirs } = saving;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('release.conflict.title')}
      description={
        <div className="stack">
          <span>{t('release.conflict.detail', { version: theirs.version })}</span>
          <div className="row">
            <Button type="primary" onClick={() => void writing.keepMine(theirs)}>
              {t('release.conflict.keepMine')}
            </Button>
            <Button
              onClick={() => {
                setMine(`${content.title}\n\n${content.body}`);
                writing.replace(theirs);
              }}
            >
              {t('release.conflict.takeTheirs')}
            </Button>
            <Button aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
              {t(comparing ? 'release.conflict.hide' : 'release.conflict.compare')}
            </Button>
          </div>
          {comparing && (
            <div className="panel panel-body">
              <p className="quiet">{t('release.conflict.difference')}</p>
              <Difference before={theirs} after={content} />
            </div>
          )}
        </div>
      }
    />
  );
}

/** Asks before a page with unsaved words is left; `stays` are addresses that do not leave it. */
export function LeaveGuard({ writing, stays }: { writing: Writing; stays: (path: string) => boolean }) {
  const { t } = useWords();
  const { isDirty } = writing;
  const [leaving, setLeaving] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname && !stays(nextLocation.pathname),
  );
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
  if (blocker.state !== 'blocked') return null;
  const saveAndGo = async () => {
    setLeaving(true);
    const isSaved = await writing.save();
    setLeaving(false);
    if (isSaved) blocker.proceed();
    else blocker.reset();
  };
  return (
    <Modal
      open
      title={t('release.leave.title')}
      onCancel={() => blocker.reset()}
      footer={[
        <Button key="go" danger onClick={() => blocker.proceed()}>
          {t('release.leave.go')}
        </Button>,
        <Button key="stay" onClick={() => blocker.reset()}>
          {t('release.leave.stay')}
        </Button>,
        <Button key="save" type="primary" loading={leaving} onClick={() => void saveAndGo()}>
          {t('release.leave.save')}
        </Button>,
      ]}
    >
      <p>{t('release.leave.detail')}</p>
    </Modal>
  );
}
