// A class that a room uses is styled where that room gets it: in its own sheet or the shared one, never only in a neighbour's.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const src = path.resolve(__dirname, '..');
const files = (dir: string, ending: string): string[] =>
  readdirSync(path.join(src, dir), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(src, dir, name));
const read = (list: string[]) => list.map((file) => readFileSync(file, 'utf8')).join('\n');
const styled = (dir: string) =>
  new Set([...read(files(dir, '.css')).matchAll(/\.([a-z][a-z0-9-]*)/g)].map(([, name]) => name!));
const used = (dir: string) =>
  new Set(
    [...read(files(dir, '.tsx')).matchAll(/className="([^"]+)"/g)].flatMap(([, names]) =>
      names!.split(/\s+/),
    ),
  );
/** `app` is made of the others and shows their parts with their sheets. */
const rooms = [
  'intake',
  'understanding',
  'duty',
  'release',
  'accountability',
  'organisation',
  'notices',
  'live',
];
const shared = styled('shared');

test.each([...rooms, 'shared'])('%s', (room) => {
  const own = styled(room);
  const others = new Set(rooms.filter((one) => one !== room).flatMap((one) => [...styled(one)]));
  const borrowed = [...used(room)].filter((name) => !own.has(name) && !shared.has(name) && others.has(name));
  expect(borrowed).toEqual([]);
});
