// The rules of the release lib that the page needs too: what a sentence is, and what changed between two editions.
export { type Change, differenceOf } from '../../../../libs/release/difference';
export { sentencesOf } from '../../../../libs/release/sentences';
