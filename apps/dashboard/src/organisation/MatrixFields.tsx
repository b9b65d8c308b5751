// The lines of the responsibility matrix: a table of matters by levels on a wide screen, a block for each matter on a phone.
import { Button, Grid, Table, type TableColumnsType } from 'antd';
import type { MatrixLineShown } from '#contract';
import { LevelTag, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import type { LineWanted } from './EditLine';

const levels = [null, '特别重大', '重大', '较大', '一般'] as const;
type LevelOf = (typeof levels)[number];
type Row = { matter: string | null; lines: MatrixLineShown[] };
type Editing = ((wanted: LineWanted) => void) | null;

/** `onEdit` null: to be read only. */
export function MatrixFields({ lines, onEdit }: { lines: MatrixLineShown[]; onEdit: Editing }) {
  const { md } = Grid.useBreakpoint();
  const rows = rowsOf(lines);
  // Five levels side by side do not fit a phone, and what lies beside the screen is not looked for.
  return md === false ? <Blocks rows={rows} onEdit={onEdit} /> : <Across rows={rows} onEdit={onEdit} />;
}

function rowsOf(lines: MatrixLineShown[]): Row[] {
  const rows = new Map<string | null, MatrixLineShown[]>();
  for (const line of lines) rows.set(line.matter, [...(rows.get(line.matter) ?? []), line]);
  return [...rows].map(([matter, own]) => ({ matter, lines: own }));
}

const lineAt = ({ lines }: Row, level: LevelOf) => lines.find((one) => one.level === level) ?? null;

function useNames() {
  const { t, name } = useWords();
  return {
    matterOf: (matter: string | null) =>
      matter === null ? t('roster.matrix.every') : name('topic', name('emergency', matter)),
    levelOf: (level: LevelOf) => (level ? <LevelTag level={level} /> : t('roster.matrix.anyLevel')),
    whereOf: (matter: string, level: LevelOf) => ({
      matter,
      level: level ? name('level', level) : t('roster.matrix.anyLevel'),
    }),
  };
}

function Across({ rows, onEdit }: { rows: Row[]; onEdit: Editing }) {
  const { t } = useWords();
  const { matterOf, levelOf } = useNames();
  const columns: TableColumnsType<Row> = [
    {
      title: t('roster.matrix.matter'),
      dataIndex: 'matter',
      width: 120,
      fixed: 'left',
      render: (matter: string | null) => <strong>{matterOf(matter)}</strong>,
    },
    ...levels.map((level) => ({
      title: levelOf(level),
      key: level ?? 'any',
      width: 190,
      render: (_: unknown, row: Row) => <Cell row={row} level={level} onEdit={onEdit} />,
    })),
  ];
  return (
    <Table<Row>
      size="small"
      rowKey={({ matter }) => matter ?? ''}
      dataSource={rows}
      columns={columns}
      pagination={false}
      scroll={{ x: 1070 }}
    />
  );
}

/** What is settled stands under its level; the levels for which nothing is settled are named together. */
function Blocks({ rows, onEdit }: { rows: Row[]; onEdit: Editing }) {
  const { t } = useWords();
  const { matterOf, levelOf } = useNames();
  return (
    <ul className="plain-list stack">
      {rows.map((row) => {
        const open = levels.filter((level) => !lineAt(row, level));
        return (
          <li key={row.matter ?? ''} className="panel">
            <h2 className="matrix-matter">{matterOf(row.matter)}</h2>
            <dl className="matrix-levels">
              {levels
                .filter((level) => lineAt(row, level))
                .map((level) => (
                  <div key={level ?? 'any'}>
                    <dt>{levelOf(level)}</dt>
                    <dd>
                      <Cell row={row} level={level} onEdit={onEdit} />
                    </dd>
                  </div>
                ))}
              {open.length > 0 && (
                <div className="quiet">
                  <dt>{t('roster.matrix.unsettled')}</dt>
                  <dd className="row tight">
                    {open.map((level) => (
                      <span key={level ?? 'any'} className="row tight">
                        {levelOf(level)}
                        {onEdit && <Cell row={row} level={level} onEdit={onEdit} />}
                      </span>
                    ))}
                  </dd>
                </div>
              )}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

function Cell({ row, level, onEdit }: { row: Row; level: LevelOf; onEdit: Editing }) {
  const { t } = useWords();
  const { matterOf, whereOf } = useNames();
  const line = lineAt(row, level);
  const where = whereOf(matterOf(row.matter), level);
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
