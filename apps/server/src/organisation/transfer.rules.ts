// What a sheet of the workbook is about: how a thing is written as a row, found by a row, and made or changed by one.
import type { Table, World } from './transfer.world';
import type { Cells } from './workbook';

export type Columns = ReadonlySet<string>;
export type SheetRules<T extends { id: string }> = {
  table: (world: World) => Table<T>;
  cells: (one: T, world: World) => Cells;
  /** Which things are taken along; all when not told. */
  isShown?: (one: T, world: World) => boolean;
  /** The one that a row without a number means. @throws RowFault */
  find: (cells: Cells, world: World) => T | undefined;
  /** An empty one. @throws RowFault */
  blank: (id: string, cells: Cells, world: World) => T;
  /** As it is to be by these columns, the others left alone. @throws RowFault */
  read: (one: T, cells: Cells, columns: Columns, world: World, isNew: boolean) => T;
  /** The same for what names people, read when all people are known. @throws RowFault */
  later?: (one: T, cells: Cells, columns: Columns, world: World) => T;
  /** Looked at when everything is in. @throws RowFault */
  check?: (one: T, before: T | undefined, world: World) => void;
  /** What taking it away comes to: gone, or changed to this. @throws RowFault; not told: it cannot be taken away here */
  remove?: (one: T, world: World) => T | null;
};

/** The value that a column asks for where it is among those that changed, else what there is. */
export const pick = <V>(columns: Columns, heading: string, read: () => V, otherwise: V): V =>
  columns.has(heading) ? read() : otherwise;
