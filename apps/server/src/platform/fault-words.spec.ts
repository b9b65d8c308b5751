// What is wrong with a request is said in both languages, about the shape that was meant.
import { z } from 'zod';
import { faultIn } from './fault-words';

const oneOrMany = z.union([z.array(z.unknown()).min(1).max(3), z.record(z.string(), z.unknown())]);
test.each([
  ['too many rows', oneOrMany, [1, 2, 3, 4], '', '最多 3 项', 'at most 3 items'],
  ['no row', oneOrMany, [], '', '不能为空', 'must not be empty'],
  ['neither', oneOrMany, 'x', '', '内容或格式不对', 'Invalid input'],
  [
    'too long',
    z.object({ name: z.string().max(2) }),
    { name: 'abc' },
    'name',
    '最多 2 个字符',
    'at most 2 characters',
  ],
  ['left out', z.object({ name: z.string() }), {}, 'name', '缺少', 'is missing'],
  ['too small', z.number().min(5), 3, '', '至少 5', 'at least 5'],
  ['no such value', z.enum(['a', 'b']), 'c', '', '应为以下之一：a, b', 'must be one of: a, b'],
  ['no id', z.object({ id: z.uuid() }), { id: '7' }, 'id', '应为编号（UUID）', 'must be an id (UUID)'],
  [
    'no instant',
    z.iso.datetime({ offset: true }),
    'x',
    '',
    '应为带时区的时间，如 2026-04-25T09:30:00+08:00',
    /^must be an instant/,
  ],
  [
    'an unknown field',
    z.strictObject({}),
    { secret: 1 },
    '',
    '不认识的字段：secret',
    'unknown fields: secret',
  ],
  [
    'deep in a list',
    z.array(z.object({ n: z.int() })),
    [{ n: 1 }, { n: 1.5 }],
    '1.n',
    '应为整数',
    'must be a whole number',
  ],
])('%s', (_, shape: z.ZodType, value, path, zh, en) => {
  const issue = shape.safeParse(value).error!.issues[0]!;
  const fault = faultIn(issue);
  expect(fault.path.join('.')).toBe(path);
  expect(fault.words).toEqual({ zh, en: typeof en === 'string' ? en : expect.stringMatching(en) });
});
