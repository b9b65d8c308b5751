// Alert rules and word lists: what they watch for, who is told, on or off, and what they raised.
import { App, Button, Switch, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AlertRule } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { ActionMenu, Ago, Answered, EmptyState, Panel, SeverityTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { EditRule } from './EditRule';
import { Head } from './Head';
import { RulesRaised } from './RulesRaised';
import { RuleVersions } from './RuleVersions';
import { termsOf, textOf } from './rule-form';
import { useRuleWords } from './useRuleWords';
import { WordLists } from './WordLists';

export function Rules() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('rules.list', {}, { every: 60_000 });
  const mayManage = may('rule.manage');
  const { begun, done } = useBegun();
  const [editing, setEditing] = useState<AlertRule | 'new' | null>(begun && mayManage ? 'new' : null);
  const [looking, setLooking] = useState<AlertRule | null>(null);
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('rules.rules.add')}
    </Button>
  );
  return (
    <>
      <Head title={t('rules.rules.title')} actions={add} />
      <div className="stack">
        <p className="quiet">
          {t('rules.rules.intro')}
          {!mayManage && ` ${t('rules.rules.readOnly')}`}
        </p>
        <Panel title={t('rules.rules.list')} flush>
          <Answered of={asked}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={t('rules.rules.empty')} next={t('rules.rules.emptyNext')} />
              ) : (
                <List rules={items} onEdit={setEditing} onVersions={setLooking} />
              )
            }
          </Answered>
        </Panel>
        <WordLists />
        <RulesRaised />
      </div>
      {editing && (
        <EditRule
          rule={editing === 'new' ? null : editing}
          begun={begun}
          onClose={() => {
            setEditing(null);
            done();
          }}
        />
      )}
      {looking && <RuleVersions rule={looking} onClose={() => setLooking(null)} />}
    </>
  );
}

/** A rule that another page begins, as the watch words of a policy do: its name and words in the address. */
function useBegun(): { begun: { name: string; words: string } | null; done: () => void } {
  const [params, setParams] = useSearchParams();
  const words = params.getAll('word');
  return {
    begun: words.length > 0 ? { name: params.get('name') ?? '', words: textOf(words) } : null,
    done: () => setParams({}, { replace: true }),
  };
}

type ListProps = {
  rules: AlertRule[];
  onEdit: (rule: AlertRule) => void;
  onVersions: (rule: AlertRule) => void;
};
function List({ rules, onEdit, onVersions }: ListProps) {
  const { t } = useWords();
  const { watches, tells } = useRuleWords();
  const columns: TableColumnsType<AlertRule> = [
    {
      title: t('rules.rules.name'),
      key: 'name',
      render: (_, rule) => (
        <div className="row tight">
          <OnOff rule={rule} />
          <strong>{rule.name}</strong>
          <SeverityTag severity={rule.severity} />
        </div>
      ),
    },
    { title: t('rules.rules.watches'), key: 'watches', render: (_, rule) => watches(rule.conditions) },
    { title: t('rules.rules.tells'), key: 'tells', render: (_, rule) => tells(rule.told) },
    { title: t('rules.rules.raised'), dataIndex: 'raised', align: 'right' },
    {
      title: t('rules.rules.saved'),
      key: 'saved',
      render: (_, rule) => (
        <span className="quiet">
          {t('rules.rules.savedBy', { version: rule.version, name: rule.savedBy })} <Ago at={rule.savedAt} />
        </span>
      ),
    },
    {
      title: t('app.common.actions'),
      key: 'actions',
      render: (_, rule) => (
        <Actions rule={rule} onEdit={() => onEdit(rule)} onVersions={() => onVersions(rule)} />
      ),
    },
  ];
  return <ListTable items={rules} columns={columns} width={980} />;
}

function OnOff({ rule }: { rule: AlertRule }) {
  const { t } = useWords();
  const { may } = useSession();
  const { act, acting } = useAct('rules.change');
  const { id, name, severity, conditions, told, version } = rule;
  if (!may('rule.manage'))
    return <span className="tag">{t(rule.on ? 'rules.rules.on' : 'rules.rules.off')}</span>;
  // What stands in the rule was let through before; names that were said to be none stay so.
  const notNames = [...termsOf(conditions), name];
  return (
    <Switch
      size="small"
      checked={rule.on}
      loading={acting}
      aria-label={t('rules.rules.switch', { name })}
      onChange={(on) =>
        act({ params: { id }, body: { name, severity, conditions, told, version, on, notNames } })
      }
    />
  );
}

function Actions({
  rule,
  onEdit,
  onVersions,
}: {
  rule: AlertRule;
  onEdit: () => void;
  onVersions: () => void;
}) {
  const { t } = useWords();
  const { may } = useSession();
  const { modal } = App.useApp();
  const removing = useAct('rules.remove', { done: t('rules.rules.removed') });
  const remove = () =>
    modal.confirm({
      title: t('rules.rules.removeTitle', { name: rule.name }),
      content: t('rules.rules.removeRule'),
      okText: t('rules.rules.remove'),
      okButtonProps: { danger: true },
      onOk: () => removing.act({ params: { id: rule.id } }),
    });
  const versions = { key: 'versions', label: t('rules.rules.versions'), onClick: onVersions };
  if (!may('rule.manage'))
    return (
      <Button size="small" onClick={onVersions}>
        {versions.label}
      </Button>
    );
  return (
    <div className="row tight nowrap-row">
      <Button size="small" aria-label={`${t('app.common.edit')} ${rule.name}`} onClick={onEdit}>
        {t('app.common.edit')}
      </Button>
      <ActionMenu
        label={t('rules.rules.more', { name: rule.name })}
        items={[versions, { key: 'remove', danger: true, label: t('rules.rules.remove'), onClick: remove }]}
      />
    </div>
  );
}
