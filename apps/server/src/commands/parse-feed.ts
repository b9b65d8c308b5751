// `wenying parse-feed`: feeds to items, one JSON line each; a file that is no feed is one line that says why.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { NotAFeed, parseFeed } from '#intake';
import { complain, print } from './lines';

export async function parseFeeds(files: string[], type?: string): Promise<number> {
  let good = 0;
  for (const file of files) {
    try {
      const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
      const { items } = await parseFeed(bytes, { contentType: type ?? null, now: new Date() });
      for (const item of items) await print({ file, ...item });
      good += 1;
    } catch (cause) {
      const error =
        cause instanceof NotAFeed
          ? cause.message
          : `无法读取 / cannot be read: ${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}`;
      await print({ file, error });
      complain(`${file}: ${error}`);
    }
  }
  if (good === files.length) return 0;
  return good > 0 ? 1 : 2;
}
