// What other rooms may use of understanding: classification with its reasons, emergencies and levels, grouping, heat.

export { type About, type AboutTold, aboutOf } from './about';
export { type BranchScores, branchScores } from './branch-scores';
export type { Branch } from './branches';
export * from './burst';
export * from './burst-simulation';
export { type Classification, classify, type Reason, type ToClassify } from './classify';
export { controlTexts, NOT_CIVIC } from './control-texts';
export { secondControlTexts } from './control-texts-second';
export * from './corrections';
export * from './emergencies';
export { type EmergencyScores, emergencyScores } from './emergency-scores';
export { type EmergencyKind, emergencyKinds } from './emergency-words';
export type * from './facts';
export {
  type Assigned,
  Grouper,
  type GrouperOptions,
  groupAll,
  type IncidentProfile,
  REMEMBERED_INCIDENTS,
  type Shared,
  type ToGroup,
} from './group';
export * from './heat';
export * from './hints';
export * from './levels';
export { loadModel, type Model, modelHeadOf, saveModel, shippedModel } from './model-file';
export * from './open';
export * from './opened';
export { type PlaceTold, placeTold } from './place';
export { isReadable } from './readable';
export * from './rule-terms';
export * from './rules';
export * from './scores';
export { levelOneTopics, taxonomy } from './taxonomy';
export { plainText, queryTerms, searchTerms, words } from './text';
export * from './title';
export { type Contradiction, type Saying, type Told, type Toll, tolls } from './tolls';
export { type TopicExample, topicExamples } from './topic-examples';
export type { TopicModel, TopicScore } from './topics';
export * from './training';
export * from './training-data';
export * from './try-model';
export { areaNames, concernIds, concernNames } from './watch-areas';
export { foldWriting, WordFinder } from './word-finder';
