// One entry of the ledger: what was recorded, and its proof, computed by this page.
import { Link, useParams } from 'react-router';
import type { LedgerProof } from '#contract';
import { useAsk } from '../shared/api';
import { useFactWords } from '../shared/fact-words';
import { paths } from '../shared/paths';
import { Answered, fullInstant, PageTitle, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { ActorName, Subject } from './EntryParts';
import { Proof } from './Proof';
import './accountability.css';

export function LedgerEntry() {
  const seq = Number(useParams().seq);
  const asked = useAsk('ledger.read', { params: { seq } });
  return <Answered of={asked}>{(proof) => <Entry key={proof.entry.seq} proof={proof} />}</Answered>;
}

function Entry({ proof }: { proof: LedgerProof }) {
  const { t, name } = useWords();
  const { entry } = proof;
  return (
    <>
      <PageTitle
        title={t('accountability.entry.title', { seq: entry.seq, kind: name('fact', entry.kind) })}
        actions={<Neighbours seq={entry.seq} />}
      />
      <div className="entry-page">
        <Content proof={proof} />
        <Proof proof={proof} />
      </div>
    </>
  );
}

function Neighbours({ seq }: { seq: number }) {
  const { t } = useWords();
  return (
    <>
      <Link to={paths.ledger}>{t('accountability.entry.back')}</Link>
      {seq > 1 && <Link to={paths.ledgerEntry(seq - 1)}>← {t('accountability.entry.previous')}</Link>}
      <Link to={paths.ledgerEntry(seq + 1)}>{t('accountability.entry.next')} →</Link>
    </>
  );
}

function Content({ proof: { entry } }: { proof: LedgerProof }) {
  const { t, name } = useWords();
  const factWords = useFactWords();
  return (
    <Panel title={t('accountability.entry.content')}>
      <dl className="pairs">
        <dt>{t('accountability.ledger.seq')}</dt>
        <dd className="tabular">#{entry.seq}</dd>
        <dt>{t('accountability.ledger.at')}</dt>
        <dd>{fullInstant(Date.parse(entry.at), t)}</dd>
        <dt>{t('accountability.ledger.actor')}</dt>
        <dd>
          <ActorName actor={entry.actor} />{' '}
          {entry.actor.id && (
            <Link to={`${paths.ledger}?actorId=${encodeURIComponent(entry.actor.id)}`}>
              {t('accountability.ledger.onlyActor')}
            </Link>
          )}
        </dd>
        <dt>{t('accountability.ledger.act')}</dt>
        <dd>
          <strong>{name('fact', entry.kind)}</strong> <code>{entry.kind}</code>
          <div>{factWords(entry)}</div>
        </dd>
        <dt>{t('accountability.ledger.subject')}</dt>
        <dd>
          <Subject entry={entry} whole />
          <div>
            <Link to={paths.ledgerOf(entry.subject.id)}>{t('accountability.ledger.onlySubject')}</Link>
          </div>
        </dd>
        <dt>{t('accountability.entry.jurisdiction')}</dt>
        <dd>
          <code>{entry.jurisdictionId ?? t('accountability.entry.none')}</code>
        </dd>
      </dl>
      <h3 className="small-head">{t('accountability.entry.body')}</h3>
      <pre className="raw">{JSON.stringify(entry.body, null, 2)}</pre>
    </Panel>
  );
}
