// What may be done with a release now, by whom it was asked; what may not, with the reason; each confirmed by its consequence.
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Release } from '#contract';
import { asProblem, keyOf, refresh } from '../shared/api';
import { serverNow } from '../shared/now';
import { FormModal, Panel, shortInstant } from '../shared/ui';
import { useWords } from '../shared/words';
import { isMove, type Move, saidWith, take } from './moves';
import type { Checked } from './useCheck';

type Offer = { move: Move; allowed: boolean; reason: string | null };
type Props = {
  /** Null while it has not been saved for the first time. */
  release: Release | null;
  editable: boolean;
  checked: Checked;
  /** Saves what is written; false where it could not. */
  save: () => Promise<boolean>;
};

/** The server's answer of the saved text; for the one being written, the check of the words as they are. */
function useOffers({ release, editable, checked }: Props): Offer[] {
  const { t, pick, lang } = useWords();
  if (!release) return [{ move: 'submit', allowed: false, reason: t('release.move.saveFirst') }];
  const blocking = checked.problems.filter((problem) => problem.blocking);
  return release.moves.flatMap(({ move, allowed, reason }) => {
    if (!isMove(move)) return [];
    if (move !== 'submit' || !editable || !checked.isCurrent)
      return [{ move, allowed, reason: reason && pick(reason) }];
    const first = blocking[0]?.[lang];
    const why = first ? t('release.move.fixFirst', { count: blocking.length, first }) : null;
    return [{ move, allowed: why === null, reason: why }];
  });
}

function useTake(release: Release | null, save: Props['save']) {
  const { t, lang } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [taking, setTaking] = useState(false);
  const run = async (move: Move, said: string): Promise<boolean> => {
    if (!release) return false;
    setTaking(true);
    try {
      if (move === 'submit' && !(await save())) return false;
      const answer = await take(move, release.id, said);
      client.setQueryData(keyOf('releases.read', { params: { id: release.id } }), answer);
      refresh(client, ['releases', 'duties', 'incidents', 'figures', 'ledger']);
      void message.success(t(`release.move.done.${move}`));
      return true;
    } catch (thrown) {
      void message.error(asProblem(thrown).in(lang), 6);
      void client.invalidateQueries({ queryKey: keyOf('releases.read', { params: { id: release.id } }) });
      return false;
    } finally {
      setTaking(false);
    }
  };
  return { taking, run };
}

export function Moves(props: Props) {
  const { t } = useWords();
  const { release } = props;
  const offers = useOffers(props);
  const { taking, run } = useTake(release, props.save);
  const [asked, setAsked] = useState<Move | null>(null);
  const label = useLabel(release);
  const refused = offers.filter(({ allowed }) => !allowed);
  const forward = offers.find(({ move, allowed }) => allowed && move !== 'return' && move !== 'withdraw');
  return (
    <Panel title={t('release.move.title')} className="desk-moves">
      {release && <p>{t(`release.steps.wait.${release.state}`)}</p>}
      {offers.length === 0 && <p className="quiet">{t('release.move.none')}</p>}
      <div className="moves">
        {offers.map(({ move, allowed, reason }) => (
          <Button
            key={move}
            type={move === forward?.move ? 'primary' : 'default'}
            danger={move === 'withdraw'}
            disabled={!allowed}
            loading={taking && asked === move}
            aria-describedby={reason ? `why-not-${move}` : undefined}
            onClick={() => setAsked(move)}
          >
            {label(move)}
          </Button>
        ))}
      </div>
      {refused.length > 0 && (
        <ul className="moves-refused quiet">
          {refused.map(({ move, reason }) => (
            <li key={move} id={`why-not-${move}`}>
              {t('release.move.because', { move: label(move), reason })}
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <Confirm
          key={asked}
          move={asked}
          label={label(asked)}
          release={release}
          taking={taking}
          onCancel={() => setAsked(null)}
          onConfirm={async (said) => {
            await run(asked, said);
            setAsked(null);
          }}
        />
      )}
    </Panel>
  );
}

/** The publish button says what will happen. */
function useLabel(release: Release | null): (move: Move) => string {
  const { t, name } = useWords();
  return (move) => {
    if (move !== 'publish') return name('releaseMove', move);
    const count = release?.stops.length ?? 0;
    const stops = count > 0 ? t('release.move.stops', { count }) : t('release.move.stopsNone');
    return t('release.move.publishTo', { stops });
  };
}

type ConfirmProps = {
  move: Move;
  label: string;
  release: Release | null;
  taking: boolean;
  onCancel: () => void;
  onConfirm: (said: string) => void;
};
function Confirm({ move, label, release, taking, onCancel, onConfirm }: ConfirmProps) {
  const { t } = useWords();
  const said = saidWith[move];
  const asks = {
    note: t('release.move.note'),
    return: t('release.move.returnReason'),
    correct: t('release.move.correctReason'),
    withdraw: t('release.move.withdrawReason'),
  };
  const field = move === 'return' || move === 'correct' || move === 'withdraw' ? asks[move] : asks.note;
  return (
    <FormModal<{ said?: string }>
      name="move"
      title={t(`release.move.ask.${move}`)}
      consequence={t(`release.move.consequence.${move}`)}
      confirm={label}
      danger={move === 'withdraw'}
      busy={taking}
      onClose={onCancel}
      onConfirm={(values) => onConfirm(values.said?.trim() ?? '')}
    >
      {move === 'publish' && release && <Stops stops={release.stops} />}
      {said !== 'nothing' && (
        <Form.Item
          name="said"
          label={field}
          rules={
            said === 'reason'
              ? [{ required: true, min: 2, whitespace: true, message: t('release.move.reasonNeeded') }]
              : []
          }
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
        </Form.Item>
      )}
    </FormModal>
  );
}

function Stops({ stops }: Pick<Release, 'stops'>) {
  const { t, pick, lang } = useWords();
  if (stops.length === 0) return <p className="quiet">{t('release.move.stopsNone')}</p>;
  return (
    <>
      <p>{t('release.move.stopsList')}</p>
      <ul>
        {stops.map(({ clockId, name, dueAt }) => (
          <li key={clockId}>
            {t('release.move.due', {
              name: pick(name),
              time: shortInstant(Date.parse(dueAt), serverNow(), t, lang),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
