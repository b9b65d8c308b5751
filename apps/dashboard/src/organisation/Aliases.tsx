// Names of agencies as records spell them: which are known, which a person still has to place.
import { Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { AgencySpelling } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState, FormModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { AliasList } from './AliasList';
import { Head } from './Head';
import { type AliasActs, useAliasActs } from './useAliasActs';

export function Aliases() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('agencies.list', {});
  const acts = useAliasActs();
  const [hearing, setHearing] = useState(false);
  const [state, setState] = useState<AgencySpelling['state'] | 'all'>('all');
  const mayDecide = may('spelling.decide');
  const hear = mayDecide && (
    <Button type="primary" onClick={() => setHearing(true)}>
      {t('roster.aliases.hear')}
    </Button>
  );
  return (
    <>
      <Head actions={hear} />
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('roster.aliases.empty')}
              next={t('roster.aliases.emptyNext')}
              action={hear}
            />
          ) : (
            <div className="stack">
              <p className="quiet" style={{ margin: 0 }}>
                {t('roster.aliases.intro')}
              </p>
              <div className="row apart">
                <Segmented<AgencySpelling['state'] | 'all'>
                  aria-label={t('roster.aliases.state')}
                  value={state}
                  onChange={setState}
                  options={(['all', 'open', 'learnt', 'set-aside'] as const).map((one) => ({
                    value: one,
                    label: `${t(`roster.aliases.${one}`)} ${items.filter((item) => one === 'all' || item.state === one).length}`,
                  }))}
                />
                {mayDecide && <TakeAll items={items} acts={acts} />}
              </div>
              <AliasList
                items={items.filter((one) => state === 'all' || one.state === state)}
                acts={acts}
                mayDecide={mayDecide}
              />
            </div>
          )
        }
      </Answered>
      {hearing && <Hear onClose={() => setHearing(false)} />}
    </>
  );
}

function TakeAll({ items, acts }: { items: AgencySpelling[]; acts: AliasActs }) {
  const { t } = useWords();
  const proposals = items.flatMap(({ id, state, proposed }) =>
    state === 'open' && proposed ? [{ id, departmentId: proposed.department.id }] : [],
  );
  if (proposals.length === 0) return null;
  return (
    <Button loading={acts.acting} onClick={() => acts.decide(proposals.slice(0, 500))}>
      {t('roster.aliases.takeAll', { count: proposals.length })}
    </Button>
  );
}

function Hear({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [told, setTold] = useState<string | null>(null);
  const { act, acting } = useAct('agencies.hear', {
    onDone: (answer) => setTold(t('roster.aliases.heard', answer)),
  });
  const hear = ({ lines }: { lines: string }) => {
    const spellings = lines
      .split(/\r?\n/)
      .map((line) => line.trim().slice(0, 60))
      .filter(Boolean)
      .slice(0, 5000);
    if (spellings.length > 0) act({ body: { spellings } });
  };
  return (
    <FormModal<{ lines: string }>
      name="spellings"
      title={t('roster.aliases.hear')}
      confirm={told ? t('roster.aliases.fine') : t('roster.aliases.hear')}
      busy={acting}
      initial={{ lines: '' }}
      onClose={onClose}
      onConfirm={(said) => (told ? onClose() : hear(said))}
    >
      {told ? (
        <p aria-live="polite">{told}</p>
      ) : (
        <Form.Item name="lines" label={t('roster.aliases.spelling')} extra={t('roster.aliases.hearHelp')}>
          <Input.TextArea autoFocus autoSize={{ minRows: 6, maxRows: 14 }} />
        </Form.Item>
      )}
    </FormModal>
  );
}
