// What a thread does with a hotline file: surveys the whole of it, or reads its first rows.
import type { SheetRow } from '#intake';
import { type Told, told } from '../platform/threads';
import { firstRows, type Survey, surveySheet } from './sheet';
import type { SheetWork } from './sheet-reader';

export const survey = ({ file, name }: SheetWork): Promise<Told<Survey>> => told(surveySheet(file, name));

export const headOf = ({ file, name }: SheetWork): Promise<Told<SheetRow[]>> => told(firstRows(file, name));
