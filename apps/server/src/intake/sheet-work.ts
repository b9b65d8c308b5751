// What a thread does with a hotline file: surveys the whole of it, or reads its first rows.
import type { SheetRow } from '#intake';
import { Refusal } from '../platform/problem';
import { firstRows, type Survey, surveySheet } from './sheet';
import type { SheetWork, SheetWorkDone } from './sheet-reader';

export const survey = ({ file, name }: SheetWork): Promise<SheetWorkDone<Survey>> =>
  told(surveySheet(file, name));

export const headOf = ({ file, name }: SheetWork): Promise<SheetWorkDone<SheetRow[]>> =>
  told(firstRows(file, name));

async function told<T>(work: Promise<T>): Promise<SheetWorkDone<T>> {
  try {
    return { ok: true, value: await work };
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    const { status, code, zh, en } = cause;
    return { ok: false, status, code, zh, en };
  }
}
