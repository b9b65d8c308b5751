// The table of a list, and the one whose rows open a page of their own; fetched with the first page that has one.
import { Table, type TableColumnsType, type TableProps } from 'antd';
import { useNavigate } from 'react-router';
import { useRowKeys } from '../row-keys';

type Own = 'dataSource' | 'columns' | 'pagination' | 'scroll' | 'size' | 'locale';
type Props<T> = Omit<TableProps<T>, Own> & {
  items: readonly T[];
  columns: TableColumnsType<T>;
  /** On a screen narrower than so many pixels it scrolls sideways. */
  width?: number;
  /** A list with more rows than this is cut into pages. */
  pageSize?: number;
  /** Said where there is no row. */
  empty?: string;
};
export function ListTable<T extends object>({ items, width, pageSize, empty, ...rest }: Props<T>) {
  const isLong = pageSize !== undefined && items.length > pageSize;
  return (
    <Table<T>
      size="small"
      rowKey="id"
      dataSource={items}
      pagination={isLong && { pageSize, showSizeChanger: false }}
      {...(width !== undefined && { scroll: { x: width } })}
      {...(empty !== undefined && { locale: { emptyText: empty } })}
      {...rest}
    />
  );
}

type OpeningProps<T> = Omit<Props<T>, 'onRow' | 'rowKey'> & { to: (row: T) => string };
/** Its rows are walked with j and k; Enter goes to the page of the one that is chosen. */
export function OpeningTable<T extends { id: string }>({ to, ...rest }: OpeningProps<T>) {
  const go = useNavigate();
  const { rowProps } = useRowKeys({
    rows: rest.items,
    idOf: ({ id }) => id,
    open: (row) => void go(to(row)),
  });
  return <ListTable<T> {...rest} onRow={rowProps} />;
}
