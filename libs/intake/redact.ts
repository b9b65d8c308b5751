// Masks personal data before anyone sees a text: the door through which every citizen's word goes in.
import { findAccounts, findEmails, findPapers, linkSpans } from './redact-accounts';
import { findDisguisedEmails, findDisguisedMobiles, findVeiledAccounts } from './redact-disguised';
import {
  blankFindings,
  blankMasks,
  type Finding,
  fold,
  type RedactedKind,
  type Source,
} from './redact-finding';
import { findNames } from './redact-names';
import { findLandlines, findNumbers, findSpelledMobiles } from './redact-numbers';
import { findAddresses, findPlates } from './redact-places';

export type { RedactedKind } from './redact-finding';

/** What was masked: kind, and UTF-16 offsets in the text as it came in (end exclusive). */
export type Removal = { kind: RedactedKind; start: number; end: number };
export type Redacted = { text: string; removed: Removal[] };

/**
 * Masks mobile and landline numbers, identity cards, bank cards, plates, e-mail addresses, door addresses, accounts
 * named as such and names of people where the words around them tell. Enough stays to read the text:
 * `138****5678`, `0914-****203`, `［身份证］`, `6222****1234`, `陕A****5`, `z***@example.cn`, `［门牌］`, `张某`.
 * Document numbers, amounts, dates, serial numbers and public lines (12345, 110, 95588, 400-…) stay.
 *
 * `press`: a published text, in which people named by their office (局长, 同志) are left as they stand.
 *
 * Time is linear in the length of the text. Masking a masked text removes nothing more.
 * Source: mianyang-2018 (六) 去标识化处理, (九); GB/T 35273-2020 annexes A and B; GB 11643-1999; ISO/IEC 7812-1; GA 36-2018.
 */
export function redact(text: string, { press = false }: { press?: boolean } = {}): Redacted {
  let source = blankMasks(fold(text));
  let kept: Finding[] = [];
  // What is masked may have hidden its neighbour (two numbers that touch): look again until nothing is left.
  for (let round = 0; round < 6; round += 1) {
    const more = findAll(source, press);
    if (more.length === 0) break;
    kept = apart([kept, more]);
    source = blankFindings(source, more);
  }
  return { text: masked(text, kept), removed: kept.map(({ kind, start, end }) => ({ kind, start, end })) };
}

/** Letters and figures: accounts, addresses of mail, plates and nearly all numbers are made of them. */
const WESTERN = /[A-Za-z\d]/;

function findAll(source: Source, press: boolean): Finding[] {
  return WESTERN.test(source.text) ? findAmongFigures(source, press) : findAmongCharacters(source, press);
}

/** Chinese characters and marks alone. */
function findAmongCharacters(source: Source, press: boolean): Finding[] {
  const numbers = [...findSpelledMobiles(source), ...findDisguisedMobiles(source)];
  return apart([numbers, findAddresses(source), findNames(source, ownersOf(numbers), press)]);
}

function findAmongFigures(source: Source, press: boolean): Finding[] {
  const links = linkSpans(source);
  const numbers = [...findNumbers(source), ...findLandlines(source), ...findDisguisedMobiles(source)].filter(
    (one) => !inLink(source.text, one, links),
  );
  // Earlier lists win where two finds overlap.
  return apart([
    findEmails(source),
    numbers,
    findDisguisedEmails(source),
    findAccounts(source),
    findPapers(source),
    findVeiledAccounts(source),
    findPlates(source),
    findAddresses(source).filter((one) => !inLink(source.text, one, links)),
    findNames(source, ownersOf(numbers), press),
  ]);
}

/** Where numbers begin that stand beside their owner's name. */
const ownersOf = (numbers: readonly Finding[]): number[] =>
  numbers.filter(({ kind }) => kind === 'mobile' || kind === 'id-card').map(({ start }) => start);

/** Numbers inside an address on the web name a page, unless the address itself says that they are a phone. */
function inLink(text: string, { start }: Finding, links: readonly { start: number; end: number }[]): boolean {
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((links[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const link = links[low];
  if (!link || link.start > start) return false;
  return !/(?:phone|mobile|tel|sfz|idcard|cardno)[=:/]\+?$/i.test(text.slice(Math.max(0, start - 12), start));
}

function apart(lists: Finding[][]): Finding[] {
  let kept: Finding[] = [];
  for (const list of lists) {
    const sorted = [...list].sort((a, b) => a.start - b.start || b.end - a.end);
    const merged: Finding[] = [];
    let at = 0;
    let end = 0;
    for (const one of sorted) {
      while (at < kept.length && (kept[at]?.end ?? 0) <= one.start) merged.push(kept[at++] as Finding);
      end = Math.max(end, merged.at(-1)?.end ?? 0);
      const next = kept[at];
      if (one.start >= end && (!next || next.start >= one.end) && one.end > one.start) {
        merged.push(one);
        end = one.end;
      }
    }
    kept = [...merged, ...kept.slice(at)];
  }
  return kept;
}

function masked(text: string, finds: readonly Finding[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, mask } of finds) {
    parts.push(text.slice(at, start), mask);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
