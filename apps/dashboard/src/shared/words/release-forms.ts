// What the kinds of text that go out are called: the names the rules give them, in one language.
import type { Words } from '#contract';
import { releaseFormNames } from '../../../../../libs/duty/release-forms';

export const formsIn = (lang: keyof Words): Record<string, string> =>
  Object.fromEntries(Object.entries(releaseFormNames).map(([form, words]) => [form, words[lang]]));
