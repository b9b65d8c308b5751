// Cuts Chinese into words: the only door to jieba and natural. The dictionary is loaded when first needed (some 0.2 s).
import { readFileSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { stem } from 'natural/lib/natural/stemmers/porter_stemmer';
import { plainText } from './plain-text';
import { Segmenter } from './segment';

export { plainText };

let own: Segmenter | undefined;
let jieba: Jieba | undefined;
/** Words of the trade that the dictionary would cut apart. */
const ownWords = [
  '12345热线',
  '政务公开',
  '加装电梯',
  '社保卡',
  '医保卡',
  '异地就医',
  '公租房',
  '棚户区',
  '安置房',
  '拆迁款',
  '业委会',
  '物业费',
  '停车费',
  '学区房',
  '农民工',
  '拖欠工资',
  '讨薪',
  '群租房',
  '断头路',
  '烂尾楼',
  '广场舞',
  '黑诊所',
  '食物中毒',
  '上吐下泻',
];

/** Read when it is wanted and not kept: the package's own module keeps it, and another, in every thread for good. */
const dictionary = (): Buffer => readFileSync(require.resolve('@node-rs/jieba/dict.txt'));
const ownDictionary = Buffer.from(ownWords.map((word) => `${word} 20000 n\n`).join(''));

/** For searching, which wants the words within words. */
function searcher(): Jieba {
  if (!jieba) {
    jieba = Jieba.withDict(dictionary());
    jieba.loadDict(ownDictionary);
  }
  return jieba;
}

/** The part of speech that the dictionary gives one word: `n`, `v`, `ns` (a place), `m` (a number), … */
export const tagOf = (word: string): string => searcher().tag(word)[0]?.tag ?? 'x';

const latin = /^[a-z]{3,}$/;
const wordLike = /[\p{L}\p{N}]/u;

/**
 * The words of a text in order; punctuation left out, English stemmed (Porter), numbers kept.
 * Any script and any length are fine; an empty text has none.
 */
export function words(text: string): string[] {
  return cutPlain(plainText(text));
}

/** The same for a text that is already plain. Cut with jieba's dictionary, in a fraction of its time. */
export function cutPlain(plain: string): string[] {
  own ??= new Segmenter([dictionary(), ownDictionary]);
  const found: string[] = [];
  own.cut(plain, (from, to, isLatin) => {
    const word = plain.slice(from, to);
    found.push(isLatin && latin.test(word) ? stem(word) : word);
  });
  return found;
}

/** Terms under which a text can be found: words, and the words within long ones. */
export function searchTerms(text: string): string[] {
  return terms(searcher().cutForSearch(plainText(text), true));
}

/** The terms of a query: cut as words, so that a long word is asked for whole. */
export function queryTerms(query: string): string[] {
  return [...new Set(terms(searcher().cut(plainText(query), true)))];
}

function terms(cut: string[]): string[] {
  return cut.flatMap((word) => {
    if (latin.test(word)) return [stem(word)];
    return wordLike.test(word) ? [word] : [];
  });
}

/** Words so common that they tell nothing of what a text is about. */
export const stopWords: ReadonlySet<string> = new Set(
  `的 了 是 在 我 我们 你 你们 您 他 她 它 他们 这 那 这个 那个 这些 那些 和 与 及 或 就 都 也 还 又 很 不 没 没有 有 对 把 被 让 给 到 从 向 往 由 于 以 为 为了 因为 所以 但 但是 而 而且 如果 请 请问 希望 感谢 谢谢 您好 你好 尊敬 领导 市长 县长 书记 政府 部门 有关 相关 反映 问题 情况 进行 一个 一下 现在 已经 可以 能 能够 会 要 想 说 做 看 来 去 上 下 中 里 内 外 后 前 时 时候 年 月 日 号 等 等等 之 其 所 此 该 各 每 某 多 少 大 小 再 才 只 更 最 非常 可能 应该 需要 怎么 什么 为什么 如何 是否 能否 哪 吗 呢 吧 啊 啦 将 并 并且 且 则 即 使 据 按 按照 通过 根据 关于 至 自 称 表示 记者 报道 消息 网友 普通 市民 一名 一位 给予 答复 回复 尽快 尽早 处理 解决 恳请 请求 敬请 关注 重视 帮忙 帮助 百姓 老百姓 反应 咨询 求助 投诉 建议 诉求 今天 昨天 目前 近日 日前 其中 同时 此外 本报讯 编辑 来源`.split(
    ' ',
  ),
);
