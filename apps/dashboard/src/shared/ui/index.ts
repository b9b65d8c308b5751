// Everything a page is made of.
export * from './About';
export * from './ActionMenu';
export * from './Climb';
export * from './Difference';
export * from './FormModal';
export * from './Instant';
export * from './InstantPicker';
export { fullInstant, instantToWall, shortInstant, span, timeOf, wallToInstant, zone } from './instants';
export * from './keys';
export * from './Lists';
export * from './Outside';
export * from './Page';
export * from './ReasonModal';
export * from './States';
export * from './Tags';
export { useDark } from './theme';
