// Adds a source, or changes one; the test button shows what the address would bring before anything is kept.
import { Alert, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { Answer, Source, SourceInput } from '#contract';
import { addressRules } from '../shared/address-rules';
import { asProblem, call, type ProblemError, useAct } from '../shared/api';
import { FormModal, Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { KeeperSelect } from './KeeperSelect';
import { SourceHints } from './SourceHints';

type Fields = Pick<SourceInput, 'url' | 'name' | 'everyMinutes' | 'keeperId' | 'topics' | 'speaksOfId'>;
type Trial = Answer<'sources.test'>;

export function EditSource({ source, onClose }: { source: Source | null; onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const done = { done: t('intake.sources.saved'), onDone: onClose };
  const adding = useAct('sources.add', done);
  const changing = useAct('sources.change', done);
  const { trial, problem, testing, test } = useTrial();
  const tryIt = async () => {
    const { url } = await form.validateFields(['url']);
    const found = await test(url);
    if (found?.title && !form.getFieldValue('name')) form.setFieldValue('name', found.title.slice(0, 80));
  };
  const save = (body: Fields) =>
    source ? changing.act({ params: { id: source.id }, body }) : adding.act({ body });
  return (
    <FormModal
      name="source"
      title={t(source ? 'intake.sources.edit' : 'intake.sources.add')}
      busy={adding.acting || changing.acting}
      initial={
        source
          ? { ...source, keeperId: source.keeper?.id ?? null, speaksOfId: source.speaksOf?.id ?? null }
          : { everyMinutes: 10, keeperId: null, topics: [], speaksOfId: null }
      }
      width={640}
      form={form}
      onClose={onClose}
      onConfirm={save}
    >
      <Form.Item
        name="url"
        label={t('intake.sources.url')}
        extra={t('intake.sources.testHelp')}
        rules={addressRules(t)}
      >
        <Input inputMode="url" autoComplete="off" autoFocus maxLength={2000} spellCheck={false} />
      </Form.Item>
      <div style={{ marginBottom: 12 }}>
        <Button onClick={() => void tryIt().catch(() => undefined)} loading={testing}>
          {t(testing ? 'intake.sources.testing' : 'intake.sources.test')}
        </Button>
      </div>
      <div role="status">
        {problem && <TrialFailed problem={problem} />}
        {trial && trial.offered.length > 0 && (
          <Offered
            feeds={trial.offered}
            onChoose={(url) => {
              form.setFieldValue('url', url);
              void tryIt().catch(() => undefined);
            }}
          />
        )}
        {trial && trial.offered.length === 0 && <TrialResult trial={trial} />}
      </div>
      <Form.Item
        name="name"
        label={t('intake.sources.name')}
        rules={[{ required: true, whitespace: true, message: t('intake.sources.nameNeeded') }]}
      >
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="everyMinutes" label={t('intake.sources.every')} rules={[{ required: true }]}>
        <InputNumber min={1} max={1440} precision={0} />
      </Form.Item>
      <Form.Item name="keeperId" label={t('intake.sources.keeper')} extra={t('intake.sources.keeperHelp')}>
        <KeeperSelect />
      </Form.Item>
      <SourceHints />
    </FormModal>
  );
}

/** Tries an address without keeping anything. */
function useTrial() {
  const [trial, setTrial] = useState<Trial | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [testing, setTesting] = useState(false);
  const test = async (url: string): Promise<Trial | null> => {
    setTesting(true);
    setProblem(null);
    setTrial(null);
    try {
      const found = await call('sources.test', { body: { url } });
      setTrial(found);
      return found;
    } catch (thrown) {
      setProblem(asProblem(thrown));
      return null;
    } finally {
      setTesting(false);
    }
  };
  return { trial, problem, testing, test };
}

function TrialFailed({ problem }: { problem: ProblemError }) {
  const { lang } = useWords();
  return <Alert type="error" showIcon title={problem.in(lang)} style={{ marginBottom: 12 }} />;
}

/** The address was a page: the feeds it names, one of them to be tried instead. */
function Offered({ feeds, onChoose }: { feeds: Trial['offered']; onChoose: (url: string) => void }) {
  const { t } = useWords();
  return (
    <section className="panel" style={{ marginBottom: 12 }} aria-label={t('intake.sources.test')}>
      <div className="panel-head">{t('intake.sources.offered')}</div>
      <ul className="live-list">
        {feeds.map(({ title, url }) => (
          <li key={url} className="live-line">
            <div className="row apart">
              <span style={{ minWidth: 0 }}>
                <strong>{title || url}</strong>
                {title && <div className="quiet ellipsis">{url}</div>}
              </span>
              <Button
                size="small"
                onClick={() => onChoose(url)}
                aria-label={`${t('intake.sources.takeOffered')} ${title || url}`}
              >
                {t('intake.sources.takeOffered')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TrialResult({ trial }: { trial: Trial }) {
  const { t, name } = useWords();
  const { title, format, charset, count, items, warnings } = trial;
  return (
    <section className="panel" style={{ marginBottom: 12 }} aria-label={t('intake.sources.test')}>
      <div className="panel-head">{t('intake.sources.brings', { title, format, charset, count })}</div>
      {warnings.length > 0 && (
        <Alert
          type="warning"
          banner
          title={t('intake.sources.warnings')}
          description={
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {warnings.map((warning) => (
                <li key={warning}>{name('feedWarning', warning)}</li>
              ))}
            </ul>
          }
        />
      )}
      {items.length === 0 && <p className="panel-body">{t('intake.sources.bringsNothing')}</p>}
      <ol className="live-list">
        {items.slice(0, 6).map((item) => (
          <li key={`${item.url ?? ''}${item.title}${item.publishedAt ?? ''}`} className="live-line">
            <div className="row apart">
              <strong>{item.title}</strong>
              <span className="quiet">
                <Instant at={item.publishedAt} />
              </span>
            </div>
            {item.summary && <span className="quiet clamp">{item.summary}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
