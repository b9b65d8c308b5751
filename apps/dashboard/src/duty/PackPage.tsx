// One policy pack: its rules, its versions and who signed them, and where it is edited, withdrawn or put in force again.
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { PackFull } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant, PageTitle, Panel, ReasonModal, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { EditPack } from './EditPack';
import { PackRules } from './PackRules';

type Asking = 'edit' | 'withdraw' | 'restore' | null;

export function PackPage() {
  const { t, pick } = useWords();
  const { id = '' } = useParams();
  const asked = useAsk('packs.read', { params: { id } });
  const [asking, setAsking] = useState<Asking>(null);
  return (
    <>
      {!asked.data && <PageTitle title={t('duty.packs.question')} />}
      <Answered of={asked} rows={10}>
        {(pack) => (
          <>
            <PageTitle title={pick(pack.name)} actions={<Acts pack={pack} onAsk={setAsking} />}>
              <span className="row tight">
                <StateTag tone={pack.inForce ? 'good' : 'plain'}>
                  {t(pack.inForce ? 'duty.packs.inForce' : 'duty.packs.notInForce')}
                </StateTag>
                <span className="quiet">
                  {pack.id} · {t('dutyRules.packs.versionLine', { version: pack.version })} ·{' '}
                  {t('dutyRules.packs.open_', { count: pack.open })}
                </span>
                <Link to={paths.packs}>{t('dutyRules.packs.back')}</Link>
              </span>
            </PageTitle>
            <div className="stack">
              {pack.withdrawn && (
                <p className="leans-on">
                  ▲{' '}
                  {t('dutyRules.packs.withdrawnBy', {
                    name: pack.withdrawn.by,
                    reason: pack.withdrawn.reason,
                  })}{' '}
                  <Instant at={pack.withdrawn.at} />
                </p>
              )}
              <Pending id={pack.id} />
              <PackRules pack={pack} />
              <Versions pack={pack} />
            </div>
            {asking === 'edit' && <EditPack pack={pack} onClose={() => setAsking(null)} />}
            <Force pack={pack} asking={asking} onClose={() => setAsking(null)} />
          </>
        )}
      </Answered>
    </>
  );
}

function Acts({ pack, onAsk }: { pack: PackFull; onAsk: (what: Asking) => void }) {
  const { t } = useWords();
  const { may } = useSession();
  if (!may('rule.change')) return null;
  return (
    <>
      <Button type="primary" onClick={() => onAsk('edit')}>
        {t('dutyRules.packs.edit')}
      </Button>
      <Button onClick={() => onAsk(pack.inForce ? 'withdraw' : 'restore')}>
        {t(pack.inForce ? 'dutyRules.packs.withdraw' : 'dutyRules.packs.restore')}
      </Button>
    </>
  );
}

/** What was proposed of it and awaits a second person. */
function Pending({ id }: { id: string }) {
  const { t, pick } = useWords();
  const asked = useAsk('changes.list', { query: { packId: id, state: 'proposed', limit: 20 } });
  return (asked.data?.items ?? []).map((one) => (
    <p className="leans-on" key={one.id}>
      ▲{' '}
      <Link to={paths.change(one.id)}>
        {t('dutyRules.packs.pending', { title: pick(one.title), name: one.proposedBy })}
      </Link>
    </p>
  ));
}

function Versions({ pack }: { pack: PackFull }) {
  const { t } = useWords();
  return (
    <Panel title={t('dutyRules.packs.versions')}>
      <ul className="year-list">
        {pack.versions.map(({ version, editedBy, signedBy, at, reason }) => (
          <li key={version}>
            <strong>{t('dutyRules.packs.versionLine', { version })}</strong>{' '}
            {editedBy ? (
              <>
                {t('dutyRules.packs.signed', { editor: editedBy, signer: signedBy ?? '' })} ·{' '}
                <Instant at={at} /> · {reason}
              </>
            ) : (
              <span className="quiet">{t('dutyRules.packs.came')}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Withdrawing, and taking that back: proposed, seen, then signed by a second person. */
function Force({ pack, asking, onClose }: { pack: PackFull; asking: Asking; onClose: () => void }) {
  const { t, pick } = useWords();
  const go = useNavigate();
  const { act, acting } = useAct('changes.propose', { onDone: ({ id }) => void go(paths.change(id)) });
  const [lift, setLift] = useState(false);
  if (asking !== 'withdraw' && asking !== 'restore') return null;
  const withdraw = asking === 'withdraw';
  const title = { name: pick(pack.name) };
  const send = (reason: string) =>
    act({
      body: withdraw
        ? { kind: 'withdraw-pack', packId: pack.id, lift, reason }
        : { kind: 'restore-pack', packId: pack.id, reason },
    });
  return (
    <ReasonModal
      open
      title={withdraw ? t('dutyRules.packs.withdrawTitle', title) : t('dutyRules.packs.restoreTitle', title)}
      consequence={t('dutyRules.packs.consequence')}
      confirm={t('dutyRules.packs.propose')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => send(reason)}
    >
      {withdraw && (
        <fieldset className="year-rows">
          <legend>{t('dutyRules.packs.withdrawWhat', { count: pack.open })}</legend>
          <Radio.Group
            value={lift}
            onChange={({ target }) => setLift(target.value)}
            options={[
              { value: false, label: t('dutyRules.packs.runOn') },
              { value: true, label: t('dutyRules.packs.lift') },
            ]}
          />
        </fieldset>
      )}
    </ReasonModal>
  );
}
