// The kinds of text that go out, each under one name wherever it is shown: in packs, plans, drafts and on the public pages.
import type { Words } from '#organisation';

/** What kind of text goes out; a duty names the kinds that answer it. */
export type ReleaseForm = 'statement' | 'press-conference' | 'interpretation' | 'reply';

/** As the documents call them: 发布权威信息, 新闻发布会, 政策解读 (mianyang-2018 (四)(七); xinxing-2017 二(一)(三)). */
export const releaseFormNames: Record<ReleaseForm, Words> = {
  statement: { zh: '权威发布', en: 'authoritative release' },
  'press-conference': { zh: '新闻发布会', en: 'press conference' },
  interpretation: { zh: '政策解读', en: 'interpretation' },
  reply: { zh: '答复', en: 'reply' },
};
