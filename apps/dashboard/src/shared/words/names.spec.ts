// Names of values are kept room by room and put together into one list: no room's group may take another's away.
import { readdirSync } from 'node:fs';
import path from 'node:path';

type Room = { zh?: { names?: Record<string, Record<string, string>> } };

test('each group of names belongs to one file; another may only pass it on', () => {
  const owners = new Map<string, Set<object>>();
  for (const file of readdirSync(__dirname).filter((name) => /^[\w-]+\.ts$/.test(name))) {
    if (['index.ts', 'en.ts', 'zh-CN.ts'].includes(file)) continue;
    const { zh } = require(path.join(__dirname, file)) as Room;
    for (const [group, names] of Object.entries(zh?.names ?? {}))
      owners.set(group, (owners.get(group) ?? new Set()).add(names));
  }
  expect(owners.size).toBeGreaterThan(20);
  expect([...owners].filter(([, lists]) => lists.size > 1).map(([group]) => group)).toEqual([]);
});
