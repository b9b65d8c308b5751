// `wenying due`: when a duty falls due, and how that was counted.
import { due } from '#duty';
import { print } from './lines';

export async function dueLine({
  duty,
  from,
  pack,
  level,
}: Record<string, string | undefined>): Promise<number> {
  await print(due({ duty: duty!, from: from!, pack, level }));
  return 0;
}
