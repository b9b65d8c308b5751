// What others may use of intake: reading feeds and hotline files, dates, masking, fingerprints, addresses.
export { addressAllowed, isAllowable } from './address';
export { type Channel, channelNames, channels, isChannel } from './channels';
export { type Decoded, decode } from './charset';
export { type DateOptions, readDate } from './date';
export { type Change, differenceOf, differenceOfEditions } from './difference';
export type { IntakeFacts } from './facts';
export { type FeedFormat, type FeedOptions, type ParsedFeed, parseFeed, parseFeedFile } from './feed';
export { idsOfMany } from './feed-ids';
export type { FeedItem, Reach } from './feed-item';
export { feedsOffered, type OfferedFeed } from './feeds-offered';
export { fingerprint, fingerprints, normaliseText } from './fingerprint';
export { HABIT_WEEKS, type Silence, silenceOf } from './habit';
export { type Mapping, type Proposal, proposeMapping } from './hotline';
export { type HotlineLife, readHotlineLife } from './hotline-life';
export { firstWords, type HotlineRecord, readHotlineRow } from './hotline-row';
export { type HotlineField, hotlineFieldNames, hotlineFields } from './hotline-words';
export { plainLine, plainText, safeHtml } from './html';
export { checkMessage, type MessageInput } from './message';
export { addressKey, addressOf, nearKeys, type Published, sameStory } from './near';
export { NotAFeed, type NotAFeedCode } from './not-a-feed';
export { type OpmlFault, type OpmlFeed, readOpml, writeOpml } from './opml';
export { isOtherMatter } from './other-matter';
export { type Redacted, type RedactedKind, type Removal, redact } from './redact';
export { redactCell } from './redact-cell';
export { fromRefused, ownHeadings, type RefusedCells, refusedHead, refusedLine } from './refused-rows';
export { freshFor, nextPace, retryAfter, type Wishes, waitMs } from './rhythm';
export { type RowOptions, readRows, readRowsFrom, type SheetRow, type SheetRows } from './rows';
export { fittingMapping, type SavedMapping } from './saved-mapping';
export { bilingual, type Refused, refuse, type Sentence } from './sentence';
export { sentencesOf } from './sentences';
export { simplified, writingsOf } from './simplified';
export {
  newWebhookSecret,
  readWebhookSecret,
  signWebhook,
  verifyWebhook,
  type WebhookFault,
  type WebhookHeaders,
} from './standard-webhooks';
export { UnreadableFile, type UnreadableFileCode } from './unreadable-file';
