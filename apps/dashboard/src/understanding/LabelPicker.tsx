// The picker of a label: every choice has a key, and a key chooses at once; areas are ticked and applied together.
import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type Aspect, type Correcting, levels, type MessageCard } from '#contract';
import { LevelTag } from '../shared/ui';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';

export const emergencyKinds = ['自然灾害', '事故灾难', '公共卫生', '社会安全'] as const;
export type Picked = Pick<
  MessageCard,
  'id' | 'title' | 'topic' | 'areas' | 'offTopic' | 'emergencyLevel' | 'corrected'
>;
type Props = {
  message: Picked;
  aspect: Exclude<Aspect, 'off-topic'>;
  onPick: (body: Correcting) => void;
  onClose: () => void;
};
/** In the order of the choices; 0 is "none". */
const keys = '123456789abcdefg';
/** Runs the choice of a key, whatever part of the dialogue has the focus. */
function useChoiceKeys(choose: (key: string) => boolean): void {
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (latest.current(event.key)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

export function LabelPicker({ message, aspect, onPick, onClose }: Props) {
  const { t } = useWords();
  const title = message.title || t('understanding.message.untitled');
  return (
    <Modal
      open
      title={t('learning.correct.titleOf', { what: t(`learning.correct.${aspect}`), title })}
      onCancel={onClose}
      footer={null}
      width={aspect === 'emergency' ? 560 : 480}
    >
      {aspect === 'topic' && (
        <Topics now={message.topic} onPick={(topic) => onPick({ aspect: 'topic', topic })} />
      )}
      {aspect === 'areas' && (
        <Areas now={message.areas} onPick={(areas) => onPick({ aspect: 'areas', areas })} />
      )}
      {aspect === 'emergency' && <Emergencies onPick={onPick} />}
    </Modal>
  );
}

type ChoiceProps = {
  hotkey: string;
  label: React.ReactNode;
  isOn?: boolean;
  onChoose: () => void;
};
function Choice({ hotkey, label, isOn, onChoose }: ChoiceProps) {
  return (
    <Button
      className="label-choice"
      type={isOn ? 'primary' : 'default'}
      aria-pressed={isOn ?? false}
      aria-keyshortcuts={hotkey}
      onClick={onChoose}
    >
      <kbd>{hotkey}</kbd>
      {label}
    </Button>
  );
}

function Topics({ now, onPick }: { now: string | null; onPick: (topic: string | null) => void }) {
  const { t } = useWords();
  const { topics } = useTopics();
  useChoiceKeys((key) => {
    const chosen = topics[keys.indexOf(key)];
    if (key === '0') onPick(null);
    else if (key.length === 1 && chosen) onPick(chosen.value);
    else return false;
    return true;
  });
  return (
    <>
      <p className="quiet">{t('learning.correct.hint')}</p>
      <div className="label-choices">
        {topics.map(({ value, label }, i) => (
          <Choice
            key={value}
            hotkey={keys[i] ?? ''}
            label={label}
            isOn={now === value}
            onChoose={() => onPick(value)}
          />
        ))}
        <Choice
          hotkey="0"
          label={t('learning.correct.none')}
          isOn={now === null}
          onChoose={() => onPick(null)}
        />
      </div>
    </>
  );
}

function Areas({ now, onPick }: { now: string[]; onPick: (areas: string[]) => void }) {
  const { t } = useWords();
  const { areas } = useTopics();
  const [ticked, setTicked] = useState<readonly string[]>(now);
  const toggle = (area: string) =>
    setTicked((all) => (all.includes(area) ? all.filter((one) => one !== area) : [...all, area]));
  useChoiceKeys((key) => {
    const chosen = areas[keys.indexOf(key)];
    if (key === 'Enter') onPick([...ticked]);
    else if (key === '0') setTicked([]);
    else if (key.length === 1 && chosen) toggle(chosen.value);
    else return false;
    return true;
  });
  return (
    <>
      <p className="quiet">{t('learning.correct.areasHint')}</p>
      <div className="label-choices">
        {areas.map(({ value, label }, i) => (
          <Choice
            key={value}
            hotkey={keys[i] ?? ''}
            label={label}
            isOn={ticked.includes(value)}
            onChoose={() => toggle(value)}
          />
        ))}
        <Choice
          hotkey="0"
          label={t('learning.correct.none')}
          isOn={ticked.length === 0}
          onChoose={() => setTicked([])}
        />
      </div>
      <Button type="primary" style={{ marginTop: 12 }} onClick={() => onPick([...ticked])}>
        {t('learning.correct.apply')} ↵
      </Button>
    </>
  );
}

const emergencies = emergencyKinds.flatMap((kind) => levels.map((level) => ({ kind, level })));

function Emergencies({ onPick }: { onPick: (body: Correcting) => void }) {
  const { t, name } = useWords();
  const pick = (emergency: (typeof emergencies)[number] | null) => onPick({ aspect: 'emergency', emergency });
  useChoiceKeys((key) => {
    const chosen = emergencies[keys.indexOf(key)];
    if (key === '0') pick(null);
    else if (key.length === 1 && chosen) pick(chosen);
    else return false;
    return true;
  });
  return (
    <>
      <p className="quiet">{t('learning.correct.hint')}</p>
      <div className="label-choices">
        <Choice hotkey="0" label={t('learning.correct.noEmergency')} onChoose={() => pick(null)} />
      </div>
      {emergencyKinds.map((kind, k) => (
        <fieldset key={kind} className="plain label-kind">
          <legend>{name('emergency', kind)}</legend>
          <div className="label-choices">
            {levels.map((level, l) => (
              <Choice
                key={level}
                hotkey={keys[k * levels.length + l] ?? ''}
                label={<LevelTag level={level} />}
                onChoose={() => pick({ kind, level })}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
