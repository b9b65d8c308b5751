// Word lists: named words that several rules refer to; added, changed, their versions, removed where no rule uses them.
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { WordListRead } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Ago, Answered, EmptyState, FormModal, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { NotNames, useNames } from './EditRule';
import { ListVersions } from './RuleVersions';
import { linesOf, textOf } from './rule-form';

export function WordLists() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('wordlists.list', {});
  const [editing, setEditing] = useState<WordListRead | 'new' | null>(null);
  const [looking, setLooking] = useState<WordListRead | null>(null);
  const add = may('rule.manage') && (
    <Button size="small" onClick={() => setEditing('new')}>
      {t('rules.rules.addList')}
    </Button>
  );
  return (
    <Panel title={t('rules.rules.wordLists')} extra={add} flush>
      <Answered of={asked} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('rules.rules.emptyLists')} next={t('rules.rules.emptyListsNext')} />
          ) : (
            <ul className="live-list">
              {items.map((list) => (
                <Line key={list.id} list={list} onEdit={setEditing} onVersions={setLooking} />
              ))}
            </ul>
          )
        }
      </Answered>
      {editing && <EditList list={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {looking && <ListVersions list={looking} onClose={() => setLooking(null)} />}
    </Panel>
  );
}

type LineProps = {
  list: WordListRead;
  onEdit: (list: WordListRead) => void;
  onVersions: (list: WordListRead) => void;
};
function Line({ list, onEdit, onVersions }: LineProps) {
  const { t } = useWords();
  const { may } = useSession();
  const { modal } = App.useApp();
  const removing = useAct('wordlists.remove', { done: t('rules.rules.removed') });
  const { id, name, terms, excludes, usedBy, version, savedBy, savedAt } = list;
  const remove = () =>
    modal.confirm({
      title: t('rules.rules.removeTitle', { name }),
      content: t('rules.rules.removeList'),
      okText: t('rules.rules.remove'),
      okButtonProps: { danger: true },
      onOk: () => removing.act({ params: { id } }),
    });
  const button = (label: string, onClick: () => void) => (
    <Button size="small" type="text" aria-label={`${label} ${name}`} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <li className="live-line">
      <div className="row apart">
        <span>
          <strong>{name}</strong>{' '}
          <span className="quiet">
            {t('rules.rules.termsCount', { count: terms.length })}
            {excludes.length > 0 && ` · ${t('rules.rules.excludesCount', { count: excludes.length })}`}
            {' · '}
            {usedBy.length > 0
              ? t('rules.rules.usedBy', { names: usedBy.join('、') })
              : t('rules.rules.unused')}
          </span>
        </span>
        <span className="row tight">
          {may('rule.manage') && button(t('app.common.edit'), () => onEdit(list))}
          {button(t('rules.rules.versions'), () => onVersions(list))}
          {may('rule.manage') && usedBy.length === 0 && button(t('rules.rules.remove'), remove)}
        </span>
      </div>
      <div className="quiet">
        {terms.slice(0, 12).join('、')}
        {terms.length > 12 && ' …'} · {t('rules.rules.savedBy', { version, name: savedBy })}{' '}
        <Ago at={savedAt} />
      </div>
    </li>
  );
}

type Fields = { name: string; terms: string; excludes: string };
function EditList({ list, onClose }: { list: WordListRead | null; onClose: () => void }) {
  const { t } = useWords();
  const names = useNames(list && stood(list));
  const options = { done: t('rules.rules.done'), onDone: onClose, onProblem: names.heard };
  const adding = useAct('wordlists.add', options);
  const changing = useAct('wordlists.change', options);
  const save = ({ name, terms, excludes }: Fields) => {
    const body = {
      name: name.trim(),
      terms: linesOf(terms),
      excludes: linesOf(excludes),
      notNames: names.said,
    };
    if (list) changing.act({ params: { id: list.id }, body: { ...body, version: list.version } });
    else adding.act({ body });
  };
  return (
    <FormModal<Fields>
      name="word-list"
      title={list ? t('rules.rules.editList', { name: list.name }) : t('rules.rules.addList')}
      busy={adding.acting || changing.acting}
      initial={{
        name: list?.name ?? '',
        terms: textOf(list?.terms ?? []),
        excludes: textOf(list?.excludes ?? []),
      }}
      onClose={onClose}
      onConfirm={save}
    >
      <Form.Item
        name="name"
        label={t('rules.rules.name')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('rules.rules.nameNeeded') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="terms"
        label={t('rules.rules.terms')}
        extra={t('rules.rules.wordsHelp')}
        rules={[{ required: true, whitespace: true, message: t('rules.rules.termsNeeded') }]}
      >
        <Input.TextArea rows={6} spellCheck={false} />
      </Form.Item>
      <Form.Item name="excludes" label={t('rules.rules.excludes')} extra={t('rules.rules.excludesHelp')}>
        <Input.TextArea rows={2} spellCheck={false} />
      </Form.Item>
      <NotNames names={names} />
    </FormModal>
  );
}

/** What stands in the list already was let through before. */
const stood = ({ name, terms, excludes }: WordListRead) => ({ name, terms: [...terms, ...excludes] });
