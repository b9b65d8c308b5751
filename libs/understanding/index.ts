// What other rooms may use of understanding: classification with its reasons, emergencies and levels, grouping, heat.
export type { Branch } from './branches';
export { type Classification, classify, type Reason, type ToClassify } from './classify';
export * from './emergencies';
export { type EmergencyScores, emergencyScores } from './emergency-scores';
export type { EmergencyKind } from './emergency-words';
export type * from './facts';
export {
  type Assigned,
  Grouper,
  type GrouperOptions,
  groupAll,
  type IncidentProfile,
  type Shared,
  type ToGroup,
} from './group';
export * from './heat';
export * from './levels';
export { loadModel, type Model, saveModel, shippedModel } from './model-file';
export * from './open';
export * from './scores';
export { levelOneTopics, taxonomy } from './taxonomy';
export { plainText, queryTerms, searchTerms, words } from './text';
export * from './title';
export type { TopicModel, TopicScore } from './topics';
export * from './training';
export * from './training-data';
export { areaNames } from './watch-areas';
