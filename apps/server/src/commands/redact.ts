// `wenying redact`: masks personal data in each line's text and says what was removed and where.
import { redact } from '#intake';
import { idOf, JsonLines, print, textOf } from './lines';

export async function redactLines(file?: string): Promise<number> {
  const lines = new JsonLines(file, (value) => ({ id: idOf(value), text: textOf(value, 'text') }));
  for await (const { value } of lines.values()) await print({ id: value.id, ...redact(value.text) });
  return lines.exitCode();
}
