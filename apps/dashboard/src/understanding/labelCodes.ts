// The codes of a correction as people read them: topics and areas by name, kind and level, or "none".
import { useCallback } from 'react';
import type { Aspect } from '#contract';
import { useWords } from '../shared/words';

export function useCodes(): (aspect: Aspect, codes: readonly string[]) => string {
  const { t, name } = useWords();
  return useCallback(
    (aspect, codes) => {
      const [first, second] = codes;
      if (aspect === 'off-topic') return name('topic', first === undefined ? '政务' : '非政务');
      if (first === undefined) return t('learning.correct.nothing');
      if (aspect === 'emergency') return `${name('emergency', first)} · ${name('level', second ?? '')}`;
      return codes.map((code) => name('topic', code)).join(' · ');
    },
    [t, name],
  );
}
