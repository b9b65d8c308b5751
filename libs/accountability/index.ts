// The rules of accountability: a ledger that shows any alteration, the proofs of it, and the figures drawn from it.
export * from './bundle';
export * from './canonical';
export * from './checkpoint';
export * from './entry';
export type { AccountabilityFacts } from './facts';
export * from './figures';
export * from './merkle';
export * from './tiles';
export * from './timeline';
export * from './tree-shape';
export { verifyBundle } from './verify/bundle';
export type { ProblemCode } from './verify/sentences';
export type { Problem, Verdict } from './verify/verdict';
