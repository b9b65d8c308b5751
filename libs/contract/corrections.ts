// Labels that people put right, as they cross the wire: which label, what it was, what it is now, who said so.
import { z } from 'zod';
import { id, instant, level } from './shape';

/** What of a message's labels a person may put right. */
export const aspects = ['topic', 'areas', 'off-topic', 'emergency'] as const;
export const aspect = z.enum(aspects);
export type Aspect = z.infer<typeof aspect>;

/** `replaced`: another correction of the same label took its place. */
export const correctionStates = ['standing', 'replaced', 'undone'] as const;
/** `was` and `now`: the topic, the areas, `off-topic`, or kind and level; an empty list is "none". */
export const correction = z.object({
  id,
  aspect,
  was: z.array(z.string()),
  now: z.array(z.string()),
  /** The model whose label was put right. */
  model: z.string(),
  at: instant,
  by: z.string(),
  state: z.enum(correctionStates),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
});
export type Correction = z.infer<typeof correction>;

/** What the model says where a person said otherwise. */
export const machineLabels = z.object({
  topic: z.string().nullable(),
  areas: z.array(z.string()),
  offTopic: z.boolean(),
  emergency: z.object({ kind: z.string(), level }).loose().nullable(),
});

/** One label put right. A topic of null: none of them; an emergency of null: there is none. */
export const correcting = z.discriminatedUnion('aspect', [
  z.object({ aspect: z.literal('topic'), topic: z.string().max(40).nullable() }),
  z.object({ aspect: z.literal('areas'), areas: z.array(z.string().max(40)).max(16) }),
  z.object({ aspect: z.literal('off-topic'), offTopic: z.boolean() }),
  z.object({
    aspect: z.literal('emergency'),
    emergency: z.object({ kind: z.string().max(20), level }).nullable(),
  }),
]);
export type Correcting = z.infer<typeof correcting>;
