// The rule that the page needs too: what a sentence is.
export { sentencesOf } from '../../../../libs/intake/sentences';
