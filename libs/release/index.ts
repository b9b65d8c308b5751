// What other rooms may use of release: the procedure, the checks before publishing, evidence.
export * from './checklist';
export * from './evidence';
export type * from './facts';
export * from './procedure';
export * from './procedure-faults';
