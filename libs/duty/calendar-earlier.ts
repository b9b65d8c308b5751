// The State Council's holiday notices of 2012 to 2023 as data: old hotline records are counted by the days that were worked then.
import type { CalendarYear } from './calendar';

const names = {
  newYear: { zh: '元旦', en: "New Year's Day" },
  spring: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming' },
  labour: { zh: '劳动节', en: 'Labour Day' },
  dragonBoat: { zh: '端午节', en: 'Dragon Boat Festival' },
  midAutumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  national: { zh: '国庆节', en: 'National Day' },
  bothAutumn: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' },
  victory: { zh: '抗战胜利70周年纪念日', en: 'Victory Day, 70 years' },
};
type Festival = keyof typeof names;
/** First and last day off, then the weekend days worked instead; month and day, or a whole date where it lies in another year. */
type Line = [Festival, string, string, ...string[]];

function yearOf(year: number, notice: string, lines: readonly Line[]): CalendarYear {
  const whole = (day: string) => (day.length === 5 ? `${year}-${day}` : day);
  return {
    ...{ year, published: true, notice },
    off: lines.map(([name, from, to]) => ({ from: whole(from), to: whole(to), name: names[name] })),
    worked: lines.flatMap(([name, , , ...days]) =>
      days.map((day) => ({ date: whole(day), name: names[name] })),
    ),
  };
}

/** What a later notice changed stands as it was changed; its number follows. */
export const earlierYears: readonly CalendarYear[] = [
  yearOf(2012, '国办发明电〔2011〕45号', [
    ['newYear', '01-01', '01-03', '2011-12-31'],
    ['spring', '01-22', '01-28', '01-21', '01-29'],
    ['qingming', '04-02', '04-04', '03-31', '04-01'],
    ['labour', '04-29', '05-01', '04-28'],
    ['dragonBoat', '06-22', '06-24'],
    ['bothAutumn', '09-30', '10-07', '09-29'],
  ]),
  yearOf(2013, '国办发明电〔2012〕33号', [
    ['newYear', '01-01', '01-03', '01-05', '01-06'],
    ['spring', '02-09', '02-15', '02-16', '02-17'],
    ['qingming', '04-04', '04-06', '04-07'],
    ['labour', '04-29', '05-01', '04-27', '04-28'],
    ['dragonBoat', '06-10', '06-12', '06-08', '06-09'],
    ['midAutumn', '09-19', '09-21', '09-22'],
    ['national', '10-01', '10-07', '09-29', '10-12'],
  ]),
  yearOf(2014, '国办发明电〔2013〕28号', [
    ['newYear', '01-01', '01-01'],
    ['spring', '01-31', '02-06', '01-26', '02-08'],
    ['qingming', '04-05', '04-07'],
    ['labour', '05-01', '05-03', '05-04'],
    ['dragonBoat', '06-02', '06-02'],
    ['midAutumn', '09-08', '09-08'],
    ['national', '10-01', '10-07', '09-28', '10-11'],
  ]),
  yearOf(2015, '国办发明电〔2014〕28号，国发明电〔2015〕1号', [
    ['newYear', '01-01', '01-03', '01-04'],
    ['spring', '02-18', '02-24', '02-15', '02-28'],
    ['qingming', '04-04', '04-06'],
    ['labour', '05-01', '05-03'],
    ['dragonBoat', '06-20', '06-22'],
    ['victory', '09-03', '09-05', '09-06'],
    ['midAutumn', '09-26', '09-27'],
    ['national', '10-01', '10-07', '10-10'],
  ]),
  yearOf(2016, '国办发明电〔2015〕18号', [
    ['newYear', '01-01', '01-03'],
    ['spring', '02-07', '02-13', '02-06', '02-14'],
    ['qingming', '04-02', '04-04'],
    ['labour', '04-30', '05-02'],
    ['dragonBoat', '06-09', '06-11', '06-12'],
    ['midAutumn', '09-15', '09-17', '09-18'],
    ['national', '10-01', '10-07', '10-08', '10-09'],
  ]),
  yearOf(2017, '国办发明电〔2016〕17号', [
    ['newYear', '01-01', '01-02'],
    ['spring', '01-27', '02-02', '01-22', '02-04'],
    ['qingming', '04-02', '04-04', '04-01'],
    ['labour', '04-29', '05-01'],
    ['dragonBoat', '05-28', '05-30', '05-27'],
    ['bothAutumn', '10-01', '10-08', '09-30'],
  ]),
  yearOf(2018, '国办发明电〔2017〕12号', [
    ['newYear', '01-01', '01-01'],
    ['spring', '02-15', '02-21', '02-11', '02-24'],
    ['qingming', '04-05', '04-07', '04-08'],
    ['labour', '04-29', '05-01', '04-28'],
    ['dragonBoat', '06-18', '06-18'],
    ['midAutumn', '09-24', '09-24'],
    ['national', '10-01', '10-07', '09-29', '09-30'],
  ]),
  yearOf(2019, '国办发明电〔2018〕15号，国办发明电〔2019〕3号', [
    ['newYear', '2018-12-30', '01-01', '2018-12-29'],
    ['spring', '02-04', '02-10', '02-02', '02-03'],
    ['qingming', '04-05', '04-07'],
    ['labour', '05-01', '05-04', '04-28', '05-05'],
    ['dragonBoat', '06-07', '06-09'],
    ['midAutumn', '09-13', '09-15'],
    ['national', '10-01', '10-07', '09-29', '10-12'],
  ]),
  yearOf(2020, '国办发明电〔2019〕16号，国办发明电〔2020〕1号', [
    ['newYear', '01-01', '01-01'],
    ['spring', '01-24', '02-02', '01-19'],
    ['qingming', '04-04', '04-06'],
    ['labour', '05-01', '05-05', '04-26', '05-09'],
    ['dragonBoat', '06-25', '06-27', '06-28'],
    ['bothAutumn', '10-01', '10-08', '09-27', '10-10'],
  ]),
  yearOf(2021, '国办发明电〔2020〕27号', [
    ['newYear', '01-01', '01-03'],
    ['spring', '02-11', '02-17', '02-07', '02-20'],
    ['qingming', '04-03', '04-05'],
    ['labour', '05-01', '05-05', '04-25', '05-08'],
    ['dragonBoat', '06-12', '06-14'],
    ['midAutumn', '09-19', '09-21', '09-18'],
    ['national', '10-01', '10-07', '09-26', '10-09'],
  ]),
  yearOf(2022, '国办发明电〔2021〕11号', [
    ['newYear', '01-01', '01-03'],
    ['spring', '01-31', '02-06', '01-29', '01-30'],
    ['qingming', '04-03', '04-05', '04-02'],
    ['labour', '04-30', '05-04', '04-24', '05-07'],
    ['dragonBoat', '06-03', '06-05'],
    ['midAutumn', '09-10', '09-12'],
    ['national', '10-01', '10-07', '10-08', '10-09'],
  ]),
  yearOf(2023, '国办发明电〔2022〕16号', [
    ['newYear', '2022-12-31', '01-02'],
    ['spring', '01-21', '01-27', '01-28', '01-29'],
    ['qingming', '04-05', '04-05'],
    ['labour', '04-29', '05-03', '04-23', '05-06'],
    ['dragonBoat', '06-22', '06-24', '06-25'],
    ['bothAutumn', '09-29', '10-06', '10-07', '10-08'],
  ]),
];
