// The content checklist: each point ticked by pointing at a sentence of the text, or said not to apply, with a reason.
import { Button, Dropdown, Input } from 'antd';
import { useMemo } from 'react';
import { Panel, StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';
import {
  type Checklist,
  type Content,
  checklistItems,
  type Item,
  isSentence,
  requiredItems,
  type Tick,
  type TickState,
  tickState,
} from './content';
import { sentencesOf } from './sentences';

type Props = {
  content: Content;
  editable: boolean;
  /** The words now selected in the text. */
  selection: string;
  onChange: (checklist: Checklist) => void;
  onFind: (quote: string) => void;
};
export function ChecklistPanel({ content, editable, selection, onChange, onFind }: Props) {
  const { t } = useWords();
  const { checklist, body, form } = content;
  const sentences = useMemo(
    () => [...new Set(sentencesOf(body).map((text) => text.trim()))].filter(isSentence),
    [body],
  );
  const done = checklistItems.filter((item) => {
    const state = tickState(checklist[item], body);
    return state === 'ticked' || state === 'not-applicable';
  }).length;
  const canSelect = isSentence(selection);
  return (
    <Panel
      title={t('release.checklist.title')}
      extra={
        <span className="quiet">{t('release.checklist.done', { done, all: checklistItems.length })}</span>
      }
      flush
    >
      {editable && (
        <p className="checklist-hint quiet" id="checklist-hint">
          {canSelect
            ? `“${selection.slice(0, 60)}${selection.length > 60 ? '…' : ''}”`
            : t('release.checklist.selectFirst')}
        </p>
      )}
      <ul className="checklist">
        {checklistItems.map((item) => (
          <Point
            key={item}
            item={item}
            tick={checklist[item]}
            state={tickState(checklist[item], body)}
            editable={editable}
            // An interpretation explains a policy; there may be no event whose facts and results could be told.
            mayNotApply={!requiredItems.includes(item) || form === 'interpretation'}
            selection={canSelect ? selection.trim() : null}
            sentences={sentences}
            onTick={(tick) => {
              const { [item]: _, ...rest } = checklist;
              onChange(tick ? { ...rest, [item]: tick } : rest);
            }}
            onFind={onFind}
          />
        ))}
      </ul>
      <p className="checklist-basis quiet">{t('release.checklist.basis')}</p>
    </Panel>
  );
}

const tones: Record<TickState, Tone> = {
  open: 'plain',
  ticked: 'good',
  lost: 'bad',
  'not-applicable': 'plain',
};
type PointProps = {
  item: Item;
  tick: Tick | undefined;
  state: TickState;
  editable: boolean;
  mayNotApply: boolean;
  selection: string | null;
  sentences: readonly string[];
  onTick: (tick: Tick | null) => void;
  onFind: (quote: string) => void;
};
function Point(props: PointProps) {
  const { t, name } = useWords();
  const { item, tick, state, editable, onFind } = props;
  const words = {
    open: t('release.checklist.open'),
    ticked: t('release.checklist.ticked'),
    lost: t('release.checklist.lost'),
    'not-applicable': t('release.checklist.notApplicable'),
  };
  return (
    <li className="checklist-point">
      <div className="row apart">
        <span>
          <strong>{name('checklist', item)}</strong>{' '}
          <span className="quiet">
            {t(
              requiredItems.includes(item) ? 'release.checklist.required' : 'release.checklist.whereApplies',
            )}
          </span>
        </span>
        <StateTag tone={tones[state]}>{words[state]}</StateTag>
      </div>
      {tick && 'quote' in tick && (
        <blockquote className="checklist-quote">
          {tick.quote}
          {state === 'ticked' && (
            <Button
              type="link"
              size="small"
              aria-label={t('release.checklist.findOne', { name: name('checklist', item) })}
              onClick={() => onFind(tick.quote)}
            >
              {t('release.checklist.find')}
            </Button>
          )}
        </blockquote>
      )}
      {tick && 'notApplicable' in tick && <WhyNot {...props} reason={tick.notApplicable} />}
      {editable && <Ways {...props} />}
    </li>
  );
}

function WhyNot({ item, editable, reason, onTick }: PointProps & { reason: string }) {
  const { t, name } = useWords();
  if (!editable) return <p className="checklist-quote">{reason}</p>;
  return (
    <Input
      name={`why-${item}`}
      aria-label={`${t('release.checklist.why')}：${name('checklist', item)}`}
      placeholder={t('release.checklist.whyHint')}
      maxLength={300}
      value={reason}
      status={reason.trim().length < 2 ? 'warning' : undefined}
      onChange={(event) => onTick({ notApplicable: event.target.value })}
    />
  );
}

/** The ways to tick a point. */
function Ways({ item, tick, mayNotApply, selection, sentences, onTick }: PointProps) {
  const { t, name } = useWords();
  const called = { name: name('checklist', item) };
  const none = { key: 'none', label: t('release.checklist.noSentences'), disabled: true };
  return (
    <div className="row tight">
      <Button
        size="small"
        disabled={selection === null}
        aria-label={t('release.checklist.useSelectionOne', called)}
        aria-describedby="checklist-hint"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => selection && onTick({ quote: selection })}
      >
        {t('release.checklist.useSelection')}
      </Button>
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{
          className: 'sentence-menu',
          items:
            sentences.length === 0
              ? [none]
              : sentences.map((text, key) => ({ key: String(key), label: text })),
          onClick: ({ key }) => {
            const quote = sentences[Number(key)];
            if (quote) onTick({ quote });
          },
        }}
      >
        <Button size="small" aria-haspopup="menu" aria-label={t('release.checklist.pickOne', called)}>
          {t('release.checklist.pick')} ▾
        </Button>
      </Dropdown>
      {mayNotApply && !(tick && 'notApplicable' in tick) && (
        <Button
          size="small"
          aria-label={t('release.checklist.sayOne', called)}
          onClick={() => onTick({ notApplicable: '' })}
        >
          {t('release.checklist.say')}
        </Button>
      )}
      {tick && (
        <Button
          size="small"
          type="text"
          aria-label={t('release.checklist.clearOne', called)}
          onClick={() => onTick(null)}
        >
          {t('release.checklist.clear')}
        </Button>
      )}
    </div>
  );
}
