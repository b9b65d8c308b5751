// The two languages: which one is shown, remembered, and how a component asks for its sentences.
import i18next, { type TFunction } from 'i18next';
import { useCallback, useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Words } from '#contract';
import { english, enNames } from './en';
import { type NameGroup, type Tree, zhCN, zhNames } from './zh-CN';

export { halves } from './halves';
export type Lang = 'zh' | 'en';
export type { NameGroup } from './zh-CN';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Tree };
  }
}

const remembered = 'wenying.language';
const tags: Record<Lang, string> = { zh: 'zh-CN', en: 'en' };
const langOf = (tag: string): Lang => (tag.startsWith('en') ? 'en' : 'zh');

/** Chinese first: English only where the person chose it before. */
function firstLanguage(): Lang {
  try {
    return localStorage.getItem(remembered) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

function onChanged(tag: string): void {
  document.documentElement.lang = tag;
  try {
    localStorage.setItem(remembered, langOf(tag));
  } catch {
    // A browser that keeps nothing still shows the chosen language.
  }
}

export function startWords(): void {
  i18next.on('languageChanged', onChanged);
  void i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: english } },
    lng: tags[firstLanguage()],
    fallbackLng: 'zh-CN',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

export const sayIn = (lang: Lang) => void i18next.changeLanguage(tags[lang]);
/** The sentences outside a component (a desktop notice). */
export const saying = (): { t: TFunction; lang: Lang } => ({ t: i18next.t, lang: langOf(i18next.language) });

const names: Record<Lang, Record<NameGroup, Record<string, string>>> = { zh: zhNames, en: enNames };
/** The name of a value of the wire (a role, a state, a channel); a value without one is shown as it is. */
export const nameIn = (lang: Lang, group: NameGroup, value: string): string =>
  names[lang][group][value] ?? value;

/**
 * `t('duty.title')` a sentence; `name('role', 'auditor')` the name of a value;
 * `pick({zh, en})` the half of a pair that the server sent.
 */
export function useWords() {
  const { t, i18n } = useTranslation();
  const lang = langOf(i18n.language);
  const pick = useCallback((words: Words) => words[lang], [lang]);
  const name = useCallback((group: NameGroup, value: string) => nameIn(lang, group, value), [lang]);
  return useMemo(() => ({ t, lang, pick, name }), [t, lang, pick, name]);
}
