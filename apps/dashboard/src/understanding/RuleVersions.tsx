// Every version of a rule or of a word list: who saved it, when, and what it said.
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { AlertRule, WordListRead } from '#contract';
import { useAsk } from '../shared/api';
import { Answered, Instant, SeverityTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { useRuleWords } from './useRuleWords';

type Version = { version: number; savedBy: string; savedAt: string; removed: boolean };

export function RuleVersions({ rule: { id, name }, onClose }: { rule: AlertRule; onClose: () => void }) {
  const { t } = useWords();
  const { watches, tells } = useRuleWords();
  const asked = useAsk('rules.versions', { params: { id } });
  return (
    <Versions name={name} onClose={onClose}>
      <Answered of={asked}>
        {({ items }) => (
          <ol className="live-list">
            {items.map((one) => (
              <Line key={one.version} of={one}>
                <div className="row tight">
                  <strong>{one.name}</strong>
                  <SeverityTag severity={one.severity} />
                  <span className="tag">{t(one.on ? 'rules.rules.on' : 'rules.rules.off')}</span>
                </div>
                <div>{watches(one.conditions)}</div>
                <div className="quiet">{t('rules.rules.told', { names: tells(one.told) })}</div>
              </Line>
            ))}
          </ol>
        )}
      </Answered>
    </Versions>
  );
}

export function ListVersions({ list: { id, name }, onClose }: { list: WordListRead; onClose: () => void }) {
  const { t } = useWords();
  const asked = useAsk('wordlists.versions', { params: { id } });
  return (
    <Versions name={name} onClose={onClose}>
      <Answered of={asked}>
        {({ items }) => (
          <ol className="live-list">
            {items.map((one) => (
              <Line key={one.version} of={one}>
                <strong>{one.name}</strong>
                <div>{one.terms.join('、')}</div>
                {one.excludes.length > 0 && (
                  <div className="quiet">
                    {t('rules.rules.excludes')}: {one.excludes.join('、')}
                  </div>
                )}
              </Line>
            ))}
          </ol>
        )}
      </Answered>
    </Versions>
  );
}

function Versions({ name, onClose, children }: { name: string; onClose: () => void; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Modal open title={t('rules.rules.versionsOf', { name })} footer={null} onCancel={onClose}>
      {children}
    </Modal>
  );
}

function Line({ of, children }: { of: Version; children: ReactNode }) {
  const { t } = useWords();
  return (
    <li className="live-line">
      <div className="row apart">
        <span>
          {t('rules.rules.versionLine', { version: of.version })}
          {of.removed && ` · ${t('rules.rules.removedHere')}`}
        </span>
        <span className="quiet">
          {of.savedBy} <Instant at={of.savedAt} />
        </span>
      </div>
      {children}
    </li>
  );
}
