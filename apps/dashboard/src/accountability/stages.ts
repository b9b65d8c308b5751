// The stages of an incident in their order, and the colour of each.
import { chartColours } from '../shared/ui/theme';

export const stageOrder = ['发现', '研判', '派发', '签收', '草稿', '审签', '发布'] as const;
export const colourOf = (stage: string): string => {
  const at = (stageOrder as readonly string[]).indexOf(stage);
  return chartColours[Math.max(0, at) % chartColours.length] ?? 'var(--accent)';
};
