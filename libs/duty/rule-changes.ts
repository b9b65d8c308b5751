// What may change in the rules, and which changes a second person signs.
export type ChangeKind = 'calendar' | 'pack' | 'withdraw-pack' | 'restore-pack' | 'start';

/** Packs bind people who had no part in writing them; a calendar and a start are confirmed by whoever may. */
export const signedKinds: readonly ChangeKind[] = ['pack', 'withdraw-pack', 'restore-pack'];
/** Whether somebody other than the proposer has to confirm it. */
export const needsSecond = (kind: ChangeKind): boolean => signedKinds.includes(kind);
