// The weight of a risk in one word: likelihood × consequence, 1 to 25.
import type { Tone } from '../shared/ui';

export type Weight = 'low' | 'middling' | 'high' | 'extreme';
export const weightOf = (weight: number): Weight =>
  weight >= 20 ? 'extreme' : weight >= 10 ? 'high' : weight >= 5 ? 'middling' : 'low';
export const toneOf: Record<Weight, Tone> = { low: 'plain', middling: 'plain', high: 'warn', extreme: 'bad' };
