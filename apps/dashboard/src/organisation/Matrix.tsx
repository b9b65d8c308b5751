// The responsibility matrix: matters down, levels across, in each field who leads, supports, speaks and supervises.
import { Button, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { MatrixLineShown } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState, LevelTag, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { EditLine, type LineWanted } from './EditLine';
import { Head } from './Head';
import './roster.css';

const levels = [null, '特别重大', '重大', '较大', '一般'] as const;
type Row = { matter: string | null; lines: MatrixLineShown[] };

export function Matrix() {
  const { t } = useWords();
  const { session, may } = useSession();
  const asked = useAsk('matrix.list', {});
  const places = useAsk('jurisdictions.list', {}, { staleMs: 60_000 });
  const [jurisdictionId, setJurisdiction] = useState(session.jurisdiction.id);
  const [editing, setEditing] = useState<LineWanted | null>(null);
  const mayManage = may('organisation.manage');
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing({ matter: null, level: null, line: null })}>
      {t('roster.matrix.add')}
    </Button>
  );
  const options = (places.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Head actions={add} />
      <Answered of={asked}>
        {({ items }) => {
          const lines = items.filter((one) => one.jurisdictionId === jurisdictionId);
          return (
            <div className="stack">
              <p className="quiet" style={{ margin: 0 }}>
                {t('roster.matrix.intro')}
              </p>
              {options.length > 1 && (
                <Select
                  aria-label={t('roster.matrix.jurisdiction')}
                  style={{ maxWidth: 240 }}
                  value={jurisdictionId}
                  options={options}
                  onChange={setJurisdiction}
                />
              )}
              {lines.length === 0 ? (
                <EmptyState
                  title={t('roster.matrix.empty')}
                  next={t('roster.matrix.emptyNext')}
                  action={add}
                />
              ) : (
                <Fields lines={lines} onEdit={mayManage ? setEditing : null} />
              )}
            </div>
          );
        }}
      </Answered>
      {editing && (
        <EditLine wanted={editing} jurisdictionId={jurisdictionId} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function rowsOf(lines: MatrixLineShown[]): Row[] {
  const rows = new Map<string | null, MatrixLineShown[]>();
  for (const line of lines) rows.set(line.matter, [...(rows.get(line.matter) ?? []), line]);
  return [...rows].map(([matter, own]) => ({ matter, lines: own }));
}

function Fields({
  lines,
  onEdit,
}: {
  lines: MatrixLineShown[];
  onEdit: ((wanted: LineWanted) => void) | null;
}) {
  const { t, name } = useWords();
  const matterOf = (matter: string | null) =>
    matter === null ? t('roster.matrix.every') : name('topic', name('emergency', matter));
  const columns: TableColumnsType<Row> = [
    {
      title: t('roster.matrix.matter'),
      dataIndex: 'matter',
      width: 120,
      fixed: 'left',
      render: (matter: string | null) => <strong>{matterOf(matter)}</strong>,
    },
    ...levels.map((level) => ({
      title: level ? <LevelTag level={level} /> : t('roster.matrix.anyLevel'),
      key: level ?? 'any',
      width: 190,
      render: (_: unknown, row: Row) => {
        const line = row.lines.find((one) => one.level === level) ?? null;
        const where = {
          matter: matterOf(row.matter),
          level: level ? name('level', level) : t('roster.matrix.anyLevel'),
        };
        if (!line)
          return onEdit ? (
            <Button
              size="small"
              type="text"
              aria-label={t('roster.matrix.addAt', where)}
              onClick={() => onEdit({ matter: row.matter, level, line: null })}
            >
              ＋
            </Button>
          ) : (
            <span className="quiet">—</span>
          );
        if (!onEdit) return <Field line={line} />;
        return (
          <Button
            type="text"
            className="matrix-cell"
            aria-label={`${t('roster.matrix.edit', where)}：${line.lead.name}`}
            onClick={() => onEdit({ matter: row.matter, level, line })}
          >
            <Field line={line} />
          </Button>
        );
      },
    })),
  ];
  return (
    <ListTable rowKey={({ matter }) => matter ?? ''} items={rowsOf(lines)} columns={columns} width={1070} />
  );
}

type Named = { name: string; active: boolean };

function Field({ line }: { line: MatrixLineShown }) {
  const { t } = useWords();
  const { lead, support, spokesperson, supervisor, basis } = line;
  return (
    <span style={{ display: 'block' }}>
      <strong>
        <Who one={lead} />
      </strong>
      {support.length > 0 && <Small label={t('roster.matrix.supports')} who={support} />}
      {spokesperson && <Small label={t('roster.matrix.speaks')} who={[spokesperson]} />}
      {supervisor && <Small label={t('roster.matrix.supervises')} who={[supervisor]} />}
      {basis && (
        <span className="quiet" style={{ display: 'block', fontSize: 12 }}>
          {basis}
        </span>
      )}
    </span>
  );
}

/** Whoever is no longer there is marked themselves: a line whose spokesperson left still has its lead. */
function Who({ one: { name, active } }: { one: Named }) {
  const { t } = useWords();
  return (
    <>
      {name} {!active && <StateTag tone="bad">{t('roster.matrix.gone')}</StateTag>}
    </>
  );
}

function Small({ label, who }: { label: string; who: Named[] }) {
  return (
    <span className="quiet" style={{ display: 'block', fontSize: 12 }}>
      {label}{' '}
      {who.map((one, n) => (
        <span key={one.name}>
          {n > 0 && '、'}
          <Who one={one} />
        </span>
      ))}
    </span>
  );
}
