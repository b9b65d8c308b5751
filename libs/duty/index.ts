// What other rooms may use of duty: packs, the calendar, clocks and their running, due times, escalation.
export * from './built-in-packs';
export * from './calendar';
export * from './calendar-check';
export * from './calendar-years';
export * from './clocks';
export * from './due';
export type * from './facts';
export * from './forecast';
export * from './hotline-clocks';
export * from './instants';
export * from './ladder';
export type * from './ladder-facts';
export * from './pack-check';
export * from './packs';
export * from './quiet';
export * from './recount';
export * from './rung';
export * from './running';
