// An id that several items of a feed bear: versions of one article, or a name that names nothing.
import { idsOfMany } from './feed-ids';

const item = (over: { id?: string | null; title?: string; text?: string; url?: string | null }) => ({
  id: 'same',
  title: '青石镇供水通告',
  text: '因管网检修，青石镇明日八时至十八时停水，请居民提前蓄水。',
  url: null,
  ...over,
});
const other = { title: '柳湾路封闭施工', text: '柳湾路自下周一起封闭施工，过往车辆请绕行东河大道。' };

test.each<[string, ReturnType<typeof item>[], string[]]>([
  ['each item has its own', [item({ id: 'a' }), item({ id: 'b', ...other })], []],
  ['no item has any', [item({ id: null }), item({ id: null, ...other })], []],
  ['one item stands there twice', [item({}), item({})], []],
  [
    'an edited article stands beside what it was',
    [item({ text: '因管网检修，青石镇明日八时至二十时停水，请居民提前蓄水。' }), item({})],
    [],
  ],
  ['one guid for all', [item({}), item({ ...other })], ['same']],
  ['the third differs', [item({}), item({}), item({ ...other })], ['same']],
  [
    'front page for address, titles alone',
    [item({ text: '', url: 'https://x.example/' }), item({ ...other, text: '', url: 'https://x.example/' })],
    ['same'],
  ],
  [
    'two addresses are two articles, though they repeat a form',
    [item({ url: 'https://x.example/1' }), item({ url: 'https://x.example/2' })],
    ['same'],
  ],
  ['others beside it keep theirs', [item({}), item({ id: 'b' }), item({ ...other })], ['same']],
])('%s', (_, items, many) => {
  expect([...idsOfMany(items)]).toEqual(many);
});
