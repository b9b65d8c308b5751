// Mappings saved by name: the one that was applied because the headings fit, others to choose from, and removing one.
import { App, Button, Select } from 'antd';
import type { ImportRun, SavedMapping } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useWords } from '../shared/words';

type Props = {
  run: ImportRun;
  chosen: SavedMapping | null;
  onChoose: (mapping: SavedMapping) => void;
};
export function SavedMappings({ run, chosen, onChoose }: Props) {
  const { t } = useWords();
  const asked = useAsk('mappings.list', {});
  const usable = (asked.data?.items ?? []).filter(({ mapping }) =>
    Object.values(mapping).every((heading) => run.headings.includes(heading)),
  );
  const shown = chosen ?? usable.find(({ name }) => name === run.mappingName) ?? null;
  if (usable.length === 0) return null;
  return (
    <div className="row" style={{ padding: '0 12px 10px' }}>
      <Select
        aria-label={t('intake.imports.savedMappings')}
        placeholder={t('intake.imports.chooseSaved')}
        style={{ minWidth: 240 }}
        value={shown?.id}
        options={usable.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: string) => {
          const one = usable.find((saved) => saved.id === id);
          if (one) onChoose(one);
        }}
      />
      {shown && <Remove mapping={shown} />}
      {!chosen && run.mappingName && (
        <span role="status">{t('intake.imports.offered', { name: run.mappingName })}</span>
      )}
    </div>
  );
}

function Remove({ mapping: { id, name } }: { mapping: SavedMapping }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { act, acting } = useAct('mappings.remove', { done: t('intake.imports.removedSaved') });
  const ask = () =>
    modal.confirm({
      title: t('intake.imports.removeSavedTitle', { name }),
      content: t('intake.imports.removeSavedDetail'),
      okText: t('intake.imports.removeSaved'),
      okButtonProps: { danger: true },
      onOk: () => act({ params: { id } }),
    });
  return (
    <Button size="small" type="text" loading={acting} onClick={ask}>
      {t('intake.imports.removeSaved')}
    </Button>
  );
}
