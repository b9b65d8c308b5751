// How the date picker reckons: the jurisdiction's wall time as if it were UTC, so that no summer time of the reader's own zone gets in.
import generateConfig from '@rc-component/picker/generate/dayjs';
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { serverNow } from '../now';
import { instantToWall, wallToInstant } from './instants';

dayjs.extend(utc);

/** The wall time in China of an instant, held in UTC mode: every hour of every day exists there, once. */
export const toWall = (instant: string): Dayjs => dayjs.utc(`${instantToWall(instant)}Z`);
export const fromWall = (wall: Dayjs): string => wallToInstant(wall.format('YYYY-MM-DDTHH:mm:ss'));

export const chinaDates: typeof generateConfig = {
  ...generateConfig,
  getNow: () => toWall(new Date(serverNow()).toISOString()),
  getFixedDate: (text) => dayjs.utc(text, 'YYYY-MM-DD'),
  locale: {
    ...generateConfig.locale,
    parse: (locale, text, formats) => {
      for (const format of formats) {
        const read = dayjs.utc(text, format, true);
        if (read.isValid()) return read.locale(locale.split('_')[0] === 'zh' ? 'zh-cn' : 'en');
      }
      return null;
    },
  },
};
