// The ladder of a jurisdiction: its rungs to be changed with a reason, and beside them what would happen at an hour.
import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { LadderView, RungView } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, Instant, Panel, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { LadderPreview } from './LadderPreview';
import { RungFields } from './RungFields';
import { RungLine } from './RungLine';

export function LadderPage() {
  const { t } = useWords();
  const [jurisdictionId, setJurisdictionId] = useState<string | undefined>();
  const asked = useAsk('ladder.read', { query: { jurisdictionId } });
  return (
    <>
      <Head title={t('notices.ladder.question')} />
      <p className="quiet">{t('notices.ladder.intro')}</p>
      <Answered of={asked}>
        {(ladder) => (
          <>
            {ladder.jurisdictions.length > 1 && (
              <Select
                style={{ minWidth: 200, marginBottom: 12 }}
                aria-label={t('notices.ladder.jurisdiction')}
                value={ladder.jurisdiction.id}
                onChange={setJurisdictionId}
                options={ladder.jurisdictions.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <Editor key={`${ladder.jurisdiction.id}.${ladder.version}`} ladder={ladder} />
          </>
        )}
      </Answered>
    </>
  );
}

/** A rung with a key of its own, so that removing one leaves the fields of the others alone. */
type Row = { key: number; rung: RungView };
const newRung: RungView = {
  to: 'news-office-on-duty',
  since: 'breached',
  levels: 'all',
  afterMinutes: 30,
  repeat: null,
  by: ['email'],
  channelIds: [],
};

function Editor({ ladder }: { ladder: LadderView }) {
  const { t } = useWords();
  const { may } = useSession();
  const first = (): Row[] => ladder.rungs.map((rung, key) => ({ key, rung }));
  const [rows, setRows] = useState(first);
  const [hold, setHold] = useState(ladder.acknowledgedForMinutes);
  const [saving, setSaving] = useState(false);
  const mayChange = may('ladder.manage');
  const query = { jurisdictionId: ladder.jurisdiction.id };
  const save = useAct('ladder.save', { done: t('notices.ladder.saved'), onDone: () => setSaving(false) });
  const rungs = rows.map(({ rung }) => rung);
  const isChanged =
    JSON.stringify([rungs, hold]) !== JSON.stringify([ladder.rungs, ladder.acknowledgedForMinutes]);
  const reset = () => {
    setRows(first());
    setHold(ladder.acknowledgedForMinutes);
  };
  const change = (key: number, part: Partial<RungView>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, rung: { ...row.rung, ...part } } : row)));
  return (
    <div className="stack">
      <p className="quiet">
        <Origin ladder={ladder} />
        {!mayChange && ` ${t('notices.ladder.readOnly')}`}
      </p>
      {mayChange ? (
        rows.map(({ key, rung }, i) => (
          <RungFields
            key={key}
            n={i + 1}
            rung={rung}
            channels={ladder.channels}
            onChange={(part) => change(key, part)}
            onRemove={() => setRows(rows.filter((row) => row.key !== key))}
          />
        ))
      ) : (
        <ol className="why-steps">
          {rows.map(({ key, rung }, i) => (
            <RungLine key={key} n={i + 1} rung={rung} channels={ladder.channels} />
          ))}
        </ol>
      )}
      {mayChange && (
        <div className="row apart no-print">
          <Form.Item
            label={t('notices.ladder.hold')}
            htmlFor="ladder-hold"
            extra={t('notices.ladder.holdHelp')}
            style={{ marginBottom: 0 }}
          >
            <InputNumber
              id="ladder-hold"
              min={5}
              max={1440}
              precision={0}
              value={hold}
              onChange={(value) => setHold(value ?? ladder.acknowledgedForMinutes)}
            />
          </Form.Item>
          <span className="row">
            {isChanged && <span className="quiet">{t('notices.ladder.changed')}</span>}
            <Button
              icon={<PlusOutlined />}
              disabled={rows.length >= 20}
              onClick={() =>
                setRows([...rows, { key: Math.max(-1, ...rows.map((row) => row.key)) + 1, rung: newRung }])
              }
            >
              {t('notices.ladder.add')}
            </Button>
            <Button disabled={!isChanged} onClick={reset}>
              {t('notices.ladder.reset')}
            </Button>
            <Button type="primary" disabled={!isChanged} onClick={() => setSaving(true)}>
              {t('notices.ladder.save')}
            </Button>
          </span>
        </div>
      )}
      <Panel title={t('notices.ladder.preview')}>
        <LadderPreview jurisdictionId={ladder.jurisdiction.id} rungs={rungs} acknowledgedForMinutes={hold} />
      </Panel>
      <ReasonModal
        open={saving}
        title={t('notices.ladder.saveTitle')}
        consequence={t('notices.ladder.saveDetail')}
        confirm={t('notices.ladder.save')}
        busy={save.acting}
        onConfirm={({ reason }) =>
          save.act({
            query,
            body: { rungs, acknowledgedForMinutes: hold, basedOn: ladder.version, reason },
          })
        }
        onCancel={() => setSaving(false)}
      />
    </div>
  );
}

function Origin({ ladder }: { ladder: LadderView }) {
  const { t } = useWords();
  const { version, savedBy, savedAt, reason } = ladder;
  if (version === null || !savedAt) return <>{t('notices.ladder.builtIn')}</>;
  return (
    <>
      {t('notices.ladder.version', { version, by: savedBy ?? '' })} <Instant at={savedAt} /> · {reason}
    </>
  );
}
