// The first rows of a file as they will be stored under the columns chosen: masked, with their dates, or why a row is refused.
import { Alert, Table, type TableColumnsType } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { hotlineFields, type ImportPreviewRow, type ImportRun } from '#contract';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, Instant, Panel, StateTag } from '../shared/ui';
import { halves, useWords } from '../shared/words';
import { usePreview } from './usePreview';

type Props = { id: string; mapping: ImportRun['mapping'] };

export function ImportPreview({ id, mapping }: Props) {
  const { t, lang } = useWords();
  const { preview, look } = usePreview('imports.preview');
  useEffect(() => {
    look(mapping.title || mapping.body ? { params: { id }, body: { mapping } } : null);
  }, [id, mapping, look]);
  const { answer, problem, asking } = preview;
  return (
    <Panel title={t('intake.imports.sample')} flush>
      <div aria-busy={asking} style={{ opacity: asking && answer ? 0.6 : 1 }}>
        {problem && <Alert type="error" showIcon title={problem.in(lang)} style={{ margin: 12 }} />}
        {!answer && !problem && (
          <EmptyState
            title={t(asking ? 'intake.imports.sampleReading' : 'intake.imports.sampleEmpty')}
            next={t('intake.imports.sampleHelp')}
          />
        )}
        {answer && <Rows rows={answer.items} mapping={mapping} />}
      </div>
    </Panel>
  );
}

const dates: ReadonlySet<string> = new Set(['receivedAt', 'repliedAt', 'assignedAt', 'dueAt']);

function Rows({ rows, mapping }: { rows: ImportPreviewRow[]; mapping: ImportRun['mapping'] }) {
  const { t, name } = useWords();
  // A title is made from the text where no column holds one.
  const fields = hotlineFields.filter((field) => mapping[field] || field === 'title');
  const columns: TableColumnsType<ImportPreviewRow> = [
    { title: t('intake.imports.row'), dataIndex: 'row', width: 64 },
    { title: t('intake.imports.becomes'), width: 220, render: (_, row) => <Becomes row={row} /> },
    ...fields.map((field) => ({
      key: field,
      title: name('hotlineField', field),
      width: dates.has(field) ? 130 : 180,
      render: (_: unknown, { stored }: ImportPreviewRow) => {
        if (!stored) return null;
        if (dates.has(field)) return <Instant at={stored[field]} />;
        return <span className="clamp">{stored[field]}</span>;
      },
    })),
  ];
  const count = (becomes: ImportPreviewRow['becomes']) =>
    rows.filter((row) => row.becomes === becomes).length;
  return (
    <>
      <p className="quiet" role="status" style={{ margin: '10px 12px' }}>
        {t('intake.imports.sampleCounts', {
          rows: rows.length,
          received: count('received'),
          revised: count('revised'),
          repeated: count('repeated'),
          refused: count('refused'),
        })}
      </p>
      <Table<ImportPreviewRow>
        size="small"
        rowKey="row"
        pagination={false}
        scroll={{ x: 284 + fields.length * 170 }}
        dataSource={rows}
        columns={columns}
      />
    </>
  );
}

const tones = { received: 'good', revised: 'good', repeated: 'plain', refused: 'bad' } as const;

/** What becomes of a row: taken in, added to what is known, nothing, or refused with the reason; and what a person should know of it. */
function Becomes({ row }: { row: ImportPreviewRow }) {
  const { t, name, pick } = useWords();
  const { may } = useSession();
  if (row.refused)
    return (
      <>
        <StateTag tone="bad">{name('becomes', 'refused')}</StateTag>
        <div>{pick(halves(row.refused.reason))}</div>
      </>
    );
  const kinds = Object.entries(row.stored?.masked ?? {});
  return (
    <>
      <StateTag tone={tones[row.becomes]}>{name('becomes', row.becomes)}</StateTag>{' '}
      {row.sameAsRow !== null && t('intake.imports.sameAsRow', { row: row.sameAsRow })}
      {row.knownId && may('message.read') && (
        <Link to={paths.message(row.knownId)}>{t('intake.entry.see')}</Link>
      )}
      {kinds.length > 0 && (
        <div className="quiet">
          {t('understanding.messages.masked')}{' '}
          {kinds
            .map(([kind, count]) =>
              t('understanding.messages.maskedOf', { kind: name('masked', kind), count }),
            )
            .join(' · ')}
        </div>
      )}
      {row.flags.map((flag) => (
        <div key={flag} className="quiet">
          {name('hotlineFlag', flag)}
        </div>
      ))}
    </>
  );
}
