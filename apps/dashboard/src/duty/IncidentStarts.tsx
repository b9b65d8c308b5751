// When an incident happened, was noticed, assigned, signed and made public: who said so and when, and where it is corrected.
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type StartInstantView, startKinds } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant, InstantPicker, isPast, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';

type Kind = (typeof startKinds)[number];

export function IncidentStarts({ incidentId }: { incidentId: string }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const asked = useAsk('starts.list', { params: { id: incidentId } });
  const [correcting, setCorrecting] = useState<Kind | null>(null);
  return (
    <section>
      <h3>{t('dutyRules.starts.title')}</h3>
      <Answered of={asked} rows={3}>
        {({ items }) => (
          <dl className="why-facts">
            {startKinds.map((kind) => (
              <Start
                key={kind}
                called={name('startsFrom', kind)}
                said={items.filter(({ start }) => start === kind)}
                onCorrect={may('rule.change') ? () => setCorrecting(kind) : undefined}
              />
            ))}
          </dl>
        )}
      </Answered>
      {correcting && (
        <Correct
          of={{ incidentId }}
          start={correcting}
          title={t('dutyRules.starts.correctOne', { start: name('startsFrom', correcting) })}
          onClose={() => setCorrecting(null)}
        />
      )}
    </section>
  );
}

type StartProps = { called: string; said: StartInstantView[]; onCorrect?: () => void };
export function Start({ called, said, onCorrect }: StartProps) {
  const { t } = useWords();
  const holds = said.find((one) => one.holds);
  return (
    <>
      <dt>{called}</dt>
      <dd>
        {holds ? <Instant at={holds.at} /> : <span className="quiet">{t('dutyRules.starts.unknown')}</span>}
        {onCorrect && (
          <Button
            type="link"
            size="small"
            className="bare-link"
            aria-label={t('dutyRules.starts.correctOne', { start: called })}
            onClick={onCorrect}
          >
            {t(holds ? 'dutyRules.starts.correct' : 'dutyRules.starts.say')}
          </Button>
        )}
        {said.map((one) => (
          <div key={one.saidAt + one.at} className="quiet">
            {one.holds ? '' : <Instant at={one.at} />} {one.saidBy} · <Instant at={one.saidAt} />
            {one.reason && ` · ${one.reason}`}
          </div>
        ))}
      </dd>
    </>
  );
}

type Of = { incidentId: string } | { matterId: string };
type CorrectProps = { of: Of; start: Kind; title: string; onClose: () => void };
export function Correct({ of, start, title, onClose }: CorrectProps) {
  const { t } = useWords();
  const go = useNavigate();
  const { act, acting } = useAct('changes.propose', { onDone: ({ id }) => void go(paths.change(id)) });
  const past = (_: unknown, value: string | null) =>
    !value || isPast(value) ? Promise.resolve() : Promise.reject(new Error(t('dutyRules.starts.future')));
  return (
    <ReasonModal
      open
      title={title}
      consequence={t('dutyRules.starts.consequence')}
      confirm={t('dutyRules.starts.see')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason, at }) => act({ body: { kind: 'start', ...of, start, at: String(at), reason } })}
    >
      <Form.Item
        name="at"
        label={t('dutyRules.starts.at')}
        rules={[{ required: true, message: t('dutyRules.starts.needed') }, { validator: past }]}
      >
        <InstantPicker />
      </Form.Item>
    </ReasonModal>
  );
}
