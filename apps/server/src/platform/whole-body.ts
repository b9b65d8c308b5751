// The whole of a small file that somebody sends; what is too large is read to its end and refused, so that the sender hears the answer.
import type { Asking } from './access';
import { Refusal } from './problem';

/** @throws Refusal 413 `file.too-large` */
export async function wholeBody(req: Asking, mostMb: number): Promise<Buffer> {
  const most = mostMb * 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  if (size > most)
    throw new Refusal(
      413,
      'file.too-large',
      `文件超过 ${mostMb} MB，没有导入。`,
      `The file is larger than ${mostMb} MB; nothing was brought in.`,
    );
  return Buffer.concat(chunks);
}
