// The starts of a matter: those that the packs count from, who said each and when; the first is said here, a later word is a correction.
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { MatterWhole } from '#contract';
import { startKinds } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { FormModal, InstantPicker, isPast, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { Correct, Start } from './IncidentStarts';

type Kind = (typeof startKinds)[number];

export function MatterStarts({ matter }: { matter: MatterWhole }) {
  const { t, pick, name, lang } = useWords();
  const { may } = useSession();
  const [saying, setSaying] = useState<Kind | null>(null);
  const [correcting, setCorrecting] = useState<Kind | null>(null);
  const called = (kind: Kind) => {
    const asked = matter.asked.find(({ start }) => start === kind);
    return t('matters.form.start', { start: asked ? pick(asked.name) : name('startsFrom', kind) });
  };
  const saidOf = (kind: Kind) => matter.starts.filter(({ start }) => start === kind);
  const missing = matter.asked.filter(({ start }) => !saidOf(start).some(({ holds }) => holds));
  const known = startKinds.filter((kind) => saidOf(kind).length > 0);
  const maySay = matter.may.includes('say-start');
  return (
    <Panel title={t('matters.startsTitle')}>
      {known.length > 0 && (
        <dl className="why-facts">
          {known.map((kind) => (
            <Start
              key={kind}
              called={called(kind)}
              said={saidOf(kind)}
              onCorrect={may('rule.change') && !matter.withdrawn ? () => setCorrecting(kind) : undefined}
            />
          ))}
        </dl>
      )}
      {!matter.withdrawn && missing.length > 0 && (
        <ul className="year-list" aria-label={t('matters.waitsFor')}>
          {missing.map(({ start, name: words, duties }) => (
            <li key={start}>
              <span className="owner missing">▲ {t('matters.waitsFor')}</span>{' '}
              {t('matters.waitsForOne', {
                start: pick(words),
                duties: duties.map(pick).join(lang === 'zh' ? '、' : ', '),
              })}{' '}
              {maySay && (
                <Button
                  size="small"
                  aria-label={t('matters.sayOne', { start: called(start) })}
                  onClick={() => setSaying(start)}
                >
                  {t('matters.saySome')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {saying && (
        <Say
          matterId={matter.id}
          start={saying}
          title={t('matters.sayOne', { start: called(saying) })}
          onClose={() => setSaying(null)}
        />
      )}
      {correcting && (
        <Correct
          of={{ matterId: matter.id }}
          start={correcting}
          title={t('dutyRules.starts.correctOne', { start: called(correcting) })}
          onClose={() => setCorrecting(null)}
        />
      )}
    </Panel>
  );
}

type SayProps = { matterId: string; start: Kind; title: string; onClose: () => void };
function Say({ matterId, start, title, onClose }: SayProps) {
  const { t } = useWords();
  const { act, acting } = useAct('matters.sayStart', { done: t('matters.done.start'), onDone: onClose });
  const past = (_: unknown, value: string | null) =>
    !value || isPast(value) ? Promise.resolve() : Promise.reject(new Error(t('matters.form.future')));
  return (
    <FormModal<{ at: string }>
      name="say"
      width={560}
      title={title}
      consequence={t('matters.sayConsequence')}
      confirm={t('matters.form.save')}
      busy={acting}
      onClose={onClose}
      onConfirm={({ at }) => act({ params: { id: matterId }, body: { start, at } })}
    >
      <Form.Item
        name="at"
        label={t('dutyRules.starts.at')}
        rules={[{ required: true, message: t('matters.form.needed') }, { validator: past }]}
      >
        <InstantPicker />
      </Form.Item>
    </FormModal>
  );
}
