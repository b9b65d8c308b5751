// Finds another open incident by words of its title.
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { IncidentCard } from '#contract';
import { useAsk } from '../shared/api';
import { LevelTag } from '../shared/ui';
import { useWords } from '../shared/words';

type Props = {
  id?: string;
  value?: string;
  onChange?: (id: string | undefined, found?: IncidentCard) => void;
  /** The incident that is not among those to choose. */
  not?: string;
  /** Only those that a person has confirmed. */
  onlyConfirmed?: boolean;
};
/** Fits inside a Form.Item; its value is the incident's id. */
export function IncidentPicker({ id, value, onChange, not, onlyConfirmed = false }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const asked = useAsk('incidents.list', {
    query: {
      ...(q ? { q } : {}),
      state: onlyConfirmed ? 'confirmed' : 'open',
      sort: q ? 'recent' : 'heat',
      limit: 20,
    },
  });
  const found = (asked.data?.items ?? []).filter((one) => one.id !== not);
  const isNone = asked.isSuccess && !asked.isFetching && found.length === 0;
  return (
    <>
      <Select
        id={id}
        value={value}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        allowClear
        placeholder={t('understanding.acts.findIncident')}
        loading={asked.isFetching}
        notFoundContent={null}
        options={found.map((one) => ({ value: one.id, label: one.title }))}
        optionRender={({ value: optionId }) => {
          const one = found.find((each) => each.id === optionId);
          return one ? <Option incident={one} /> : null;
        }}
        onChange={(chosen?: string) =>
          onChange?.(
            chosen,
            found.find((one) => one.id === chosen),
          )
        }
      />
      <span role="status" className="quiet">
        {isNone && t('understanding.acts.noneFound')}
      </span>
    </>
  );
}

function Option({ incident }: { incident: IncidentCard }) {
  const { t } = useWords();
  return (
    <span className="row tight">
      <LevelTag level={incident.level ?? incident.proposedLevel} proposed={!incident.level} />
      <span>{incident.title}</span>
      <span className="quiet tabular">
        {t('understanding.incidents.messages', { count: incident.messages })}
      </span>
    </span>
  );
}
