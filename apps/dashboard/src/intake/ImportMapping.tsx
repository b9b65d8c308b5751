// Which column of the file holds what: proposed with a reason, changed by hand, and what would become of the first rows.
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { hotlineFields, type ImportRun, type SavedMapping } from '#contract';
import { useAct } from '../shared/api';
import { paths } from '../shared/paths';
import { Panel } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { halves, useWords } from '../shared/words';
import { ImportPreview } from './ImportPreview';
import { SavedMappings } from './SavedMappings';

type Field = (typeof hotlineFields)[number];

export function ImportMapping({ run }: { run: ImportRun }) {
  const { t } = useWords();
  const [mapping, setMapping] = useState<ImportRun['mapping']>(run.mapping);
  const [taken, setTaken] = useState<SavedMapping | null>(null);
  const [saveAs, setSaveAs] = useState('');
  const { act, acting } = useAct('imports.start');
  const navigate = useNavigate();
  const discarding = useAct('imports.cancel', {
    done: t('intake.imports.discarded'),
    onDone: () => void navigate(paths.imports),
  });
  const hasText = Boolean(mapping.title || mapping.body);
  const choose = (field: Field, heading: string | undefined) =>
    setMapping(({ [field]: _old, ...rest }) => (heading ? { ...rest, [field]: heading } : rest));
  return (
    <>
      <Panel title={t('intake.imports.mappingTitle')} flush>
        <p className="quiet" style={{ margin: '10px 12px' }}>
          {t('intake.imports.mappingHelp')}
        </p>
        <SavedMappings
          run={run}
          chosen={taken}
          onChoose={(one) => {
            setTaken(one);
            setMapping(one.mapping);
          }}
        />
        <Fields run={run} mapping={mapping} taken={taken} onChoose={choose} />
        <div className="stack" style={{ padding: 12 }}>
          {!hasText && <Alert type="warning" showIcon title={t('intake.imports.needText')} />}
          <div className="row">
            <Input
              aria-label={t('intake.imports.saveAs')}
              placeholder={t('intake.imports.saveAs')}
              value={saveAs}
              maxLength={60}
              style={{ maxWidth: 320 }}
              onChange={(event) => setSaveAs(event.target.value)}
            />
            <Button
              type="primary"
              disabled={!hasText}
              loading={acting}
              onClick={() =>
                act({ params: { id: run.id }, body: { mapping, ...(saveAs.trim() && { saveAs }) } })
              }
            >
              {t('intake.imports.run')}
            </Button>
            <Button
              disabled={acting}
              loading={discarding.acting}
              onClick={() => discarding.act({ params: { id: run.id } })}
            >
              {t('intake.imports.discard')}
            </Button>
          </div>
        </div>
      </Panel>
      <ImportPreview id={run.id} mapping={mapping} />
    </>
  );
}

type FieldsProps = {
  run: ImportRun;
  mapping: ImportRun['mapping'];
  /** A saved mapping that the person picked in place of the proposed one. */
  taken: SavedMapping | null;
  onChoose: (field: Field, heading: string | undefined) => void;
};
function Fields({ run, mapping, taken, onChoose }: FieldsProps) {
  const { t, name, pick } = useWords();
  const options = run.headings.map((heading) => ({ value: heading, label: heading }));
  const whyOf = (field: Field) => {
    if (taken && mapping[field] === taken.mapping[field])
      return mapping[field] ? t('intake.imports.fromSaved', { name: taken.name }) : '';
    if (mapping[field] === run.mapping[field]) return pick(halves(run.why[field] ?? ''));
    return t('intake.imports.chosenByYou');
  };
  return (
    <ListTable
      rowKey="field"
      width={560}
      items={hotlineFields.map((field) => ({ field }))}
      columns={[
        {
          title: t('intake.imports.field'),
          width: 130,
          render: (_, { field }) => <strong>{name('hotlineField', field)}</strong>,
        },
        {
          title: t('intake.imports.column'),
          width: 260,
          render: (_, { field }) => (
            <Select
              allowClear
              showSearch
              aria-label={`${t('intake.imports.column')}: ${name('hotlineField', field)}`}
              placeholder={t('intake.imports.notMapped')}
              style={{ width: '100%' }}
              value={mapping[field]}
              options={options}
              onChange={(heading?: string) => onChoose(field, heading)}
            />
          ),
        },
        {
          title: t('intake.imports.why'),
          render: (_, { field }) => <span className="quiet">{whyOf(field)}</span>,
        },
      ]}
    />
  );
}
