// A number that a file uses for two quite different letters: each is a message of its own, and the second is told as such.
import { Injectable } from '@nestjs/common';
import { isOtherMatter } from '#intake';
import type { Row } from './receive.parts';
import { keyOf, ReceiveStore } from './receive.store';
import { saysNothingNew } from './revise.parts';

/** The second letter of a number is `N#2`; beyond so many the number says nothing, and what comes is a new wording. */
const MOST = 9;
/** Set on the record of the second and every further letter. */
export const NUMBER_TWICE = 'number-twice';

type Text = { title: string; body: string };

@Injectable()
export class NumbersApart {
  constructor(private readonly store: ReceiveStore) {}

  /**
   * Every row under the number it is to be kept by. A row that says what was said under a number, or something like it,
   * keeps that number; so the same file again, whole or in part, finds each of its letters where it is.
   */
  async apart(jurisdictionId: string, rows: readonly Row[]): Promise<Row[]> {
    const kept = [...rows];
    let asking = kept.flatMap((row, i) => (row.name === null ? [] : i));
    for (let n = 1; asking.length > 0 && n < MOST; n += 1) {
      const level = asking;
      const under = (i: number) => (n === 1 ? kept[i]! : numbered(rows[i]!, n));
      const [said, texts] = await this.known(jurisdictionId, level.map(under));
      asking = [];
      for (const i of level) {
        const row = under(i);
        const told = texts.get(row.called) ?? [];
        const seen = said.get(row.called);
        if ((seen && saysNothingNew(row, seen)) || !isAnother(row.message, told)) {
          kept[i] = row;
          texts.set(row.called, [...told, row.message]);
        } else asking.push(i);
      }
    }
    return kept;
  }

  private async known(jurisdictionId: string, rows: readonly Row[]) {
    const said = await this.store.sighted(
      null,
      jurisdictionId,
      rows.map(({ key }) => key),
    );
    // What says nothing new is not compared: most of a file that comes again.
    const spoken = rows.flatMap((row) => {
      const seen = said.get(row.called);
      return seen && !saysNothingNew(row, seen) ? { called: row.called, id: seen.messageId } : [];
    });
    const told = await this.store.textsOf([...new Set(spoken.map(({ id }) => id))]);
    const texts = new Map<string, Text[]>();
    for (const { called, id } of spoken)
      texts.set(
        called,
        told.filter((text) => text.id === id),
      );
    return [said, texts] as const;
  }
}

/** Unlike everything that was said under the number; where nothing was, it is the first. */
const isAnother = (message: Text, told: readonly Text[]): boolean =>
  told.length > 0 && told.every((text) => isOtherMatter(text, message));

function numbered(row: Row, n: number): Row {
  const name = `${row.name}#${n}`;
  const key = { ...row.key, externalId: name };
  const { hotline } = row.message;
  const flagged = hotline && { ...hotline, flags: [...new Set([...hotline.flags, NUMBER_TWICE])] };
  const message = { ...row.message, hotline: flagged };
  return { ...row, name, key, called: keyOf(key), message, numberTwice: true };
}
