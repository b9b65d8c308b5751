// A length of time as a pack writes it: hours that run, hours while the office is open, working days.
import { useCallback } from 'react';
import type { PackRule } from '#contract';
import { useWords } from '../shared/words';

export function useLength(): (within: PackRule['within']) => string {
  const { t, lang } = useWords();
  return useCallback(
    (within) => {
      const unit = t(`dutyRules.packs.units.${within.kind}`);
      if (within.kind === 'working-days') return `${within.days} ${unit}`;
      if (within.kind === 'running') return `${within.hours} ${unit}`;
      const open = within.open.map(({ from, to }) => `${from}–${to}`).join(lang === 'zh' ? '、' : ', ');
      return `${within.hours} ${unit} (${open})`;
    },
    [t, lang],
  );
}
