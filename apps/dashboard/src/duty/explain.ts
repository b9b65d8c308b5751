// The lines of an explanation, each told in both languages at once, cut to the half that is read.

/** A line of the explanation carries both languages, "中文 / English"; the half that is read. */
export function halfOf(line: string, lang: 'zh' | 'en'): string {
  // The English half begins with a letter or a figure and holds no Chinese before its own first word.
  const cut = [...line.matchAll(/ \/ (?=[A-Za-z0-9"“])/g)].at(-1)?.index;
  if (cut === undefined) return line;
  return lang === 'zh' ? line.slice(0, cut) : line.slice(cut + 3);
}
