// The proof of an entry: leaf, path and root step by step, recomputed here, and the verdict against the signed checkpoint.
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { LedgerProof } from '#contract';
import { useAsk } from '../shared/api';
import { Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { textOf, type Verified, verify } from './verifying';

export function Proof({ proof }: { proof: LedgerProof }) {
  const { t } = useWords();
  const keys = useAsk('ledger.checkpoints', {}, { staleMs: 60_000 });
  const [done, setDone] = useState<{ of: LedgerProof; verified: Verified } | null>(null);
  const [busy, setBusy] = useState(false);
  const publicKey = keys.data?.publicKey ?? null;
  // Another proof (a checkpoint was signed meanwhile) is another question.
  const verified = done?.of === proof ? done.verified : null;
  const run = async () => {
    setBusy(true);
    setDone({ of: proof, verified: await verify(proof, publicKey) });
    setBusy(false);
  };
  return (
    <Panel
      title={t('accountability.entry.proof')}
      extra={
        <Button type="primary" loading={busy} disabled={keys.isPending} onClick={() => void run()}>
          {t(verified ? 'accountability.entry.verifyAgain' : 'accountability.entry.verify')}
        </Button>
      }
    >
      <p className="quiet plain-p">{t('accountability.entry.proofIntro')}</p>
      <div role="status">{verified && <Verdict verified={verified} size={proof.size} />}</div>
      <Steps proof={proof} verified={verified} />
    </Panel>
  );
}

function Verdict({ verified, size }: { verified: Verified; size: number }) {
  const { t } = useWords();
  const { outcome, checks } = verified;
  return (
    <div className={`verdict ${outcome}`}>
      <strong>
        <span aria-hidden="true">{outcome === 'bad' ? '✗ ' : '✓ '}</span>
        {t(`accountability.entry.${outcome}`, { size })}
      </strong>
      <ul className="checks">
        {checks.map(({ name, verdict }) => (
          <li key={name} className="row tight">
            <StateTag tone={verdict === 'holds' ? 'good' : verdict === 'fails' ? 'bad' : 'warn'}>
              {t(verdict === 'cannot' ? 'app.common.unknown' : `accountability.entry.${verdict}`)}
            </StateTag>
            {t(`accountability.entry.checks.${name}`)}
            {verdict === 'cannot' && <span className="quiet">{t('accountability.entry.cannot')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A hash, in groups a person can compare; marked where it does not agree with another. */
function Hash({ value, against }: { value: string | null; against?: string | null }) {
  const differs = against !== undefined && value !== against;
  return <code className={`hash${differs ? ' differs' : ''}`}>{value ?? '—'}</code>;
}

function Steps({ proof, verified }: { proof: LedgerProof; verified: Verified | null }) {
  const { t } = useWords();
  const text = useMemo(() => textOf(proof), [proof]);
  return (
    <ol className="proof-steps">
      <li>
        <h3 className="small-head">{t('accountability.entry.canonical')}</h3>
        <pre className="raw">{text}</pre>
      </li>
      <li>
        <h3 className="small-head">
          {t('accountability.entry.leaf')} <span className="quiet">{t('accountability.entry.leafHow')}</span>
        </h3>
        {verified && (
          <div>
            <Hash value={verified.leaf} against={proof.leafHash} />
          </div>
        )}
        <div>
          <span className="quiet">{t('accountability.entry.stored')}</span> <Hash value={proof.leafHash} />
        </div>
      </li>
      <li>
        <h3 className="small-head">
          {proof.path.length > 0
            ? t('accountability.entry.path', { count: proof.path.length })
            : t('accountability.entry.pathOne')}
        </h3>
        <Path proof={proof} verified={verified} />
      </li>
      <li>
        <h3 className="small-head">
          {t('accountability.entry.root')}{' '}
          <span className="quiet">{t('accountability.entry.size', { size: proof.size })}</span>
        </h3>
        {verified && (
          <div>
            <span className="quiet">{t('accountability.entry.computedRoot')}</span>{' '}
            <Hash value={verified.root} against={proof.root} />
          </div>
        )}
        <div>
          <span className="quiet">
            {t(proof.checkpoint ? 'accountability.entry.claimedRoot' : 'accountability.entry.claimedRootNow')}
          </span>{' '}
          <Hash value={proof.root} />
        </div>
        {proof.checkpoint ? (
          <>
            <h3 className="small-head">{t('accountability.entry.checkpointText')}</h3>
            <pre className="raw">{proof.checkpoint}</pre>
          </>
        ) : (
          <p>{t('accountability.entry.uncovered')}</p>
        )}
      </li>
    </ol>
  );
}

function Path({ proof, verified }: { proof: LedgerProof; verified: Verified | null }) {
  const { t } = useWords();
  return (
    <ol className="path">
      {proof.path.map((sibling, at) => {
        const step = verified?.steps[at];
        return (
          <li key={sibling}>
            {step && (
              <span className="quiet">
                {t('accountability.entry.sibling', { side: t(`accountability.entry.${step.side}`) })}{' '}
              </span>
            )}
            <Hash value={sibling} />
            {step && (
              <div>
                <span className="quiet">→ {t('accountability.entry.result')}</span>{' '}
                <Hash value={step.result} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
