// The State Council's holiday notices as data, one entry a year, the rest days worked instead (调休上班) among them.
import type { CalendarYear } from './calendar';
import { earlierYears } from './calendar-earlier';

const newYear = { zh: '元旦', en: "New Year's Day" };
const spring = { zh: '春节', en: 'Spring Festival' };
const qingming = { zh: '清明节', en: 'Qingming' };
const labour = { zh: '劳动节', en: 'Labour Day' };
const dragonBoat = { zh: '端午节', en: 'Dragon Boat Festival' };
const midAutumn = { zh: '中秋节', en: 'Mid-Autumn Festival' };
const national = { zh: '国庆节', en: 'National Day' };
const nationalAndMidAutumn = { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' };

/** A year that is not in this list has not been published (or is older than this system): see `yearOf`. */
export const stateCouncilYears: readonly CalendarYear[] = [
  ...earlierYears,
  {
    year: 2024,
    published: true,
    notice: '国办发明电〔2023〕7号',
    off: [
      { from: '2024-01-01', to: '2024-01-01', name: newYear },
      { from: '2024-02-10', to: '2024-02-17', name: spring },
      { from: '2024-04-04', to: '2024-04-06', name: qingming },
      { from: '2024-05-01', to: '2024-05-05', name: labour },
      { from: '2024-06-10', to: '2024-06-10', name: dragonBoat },
      { from: '2024-09-15', to: '2024-09-17', name: midAutumn },
      { from: '2024-10-01', to: '2024-10-07', name: national },
    ],
    worked: [
      { date: '2024-02-04', name: spring },
      { date: '2024-02-18', name: spring },
      { date: '2024-04-07', name: qingming },
      { date: '2024-04-28', name: labour },
      { date: '2024-05-11', name: labour },
      { date: '2024-09-14', name: midAutumn },
      { date: '2024-09-29', name: national },
      { date: '2024-10-12', name: national },
    ],
  },
  {
    year: 2025,
    published: true,
    notice: '国办发明电〔2024〕12号',
    off: [
      { from: '2025-01-01', to: '2025-01-01', name: newYear },
      { from: '2025-01-28', to: '2025-02-04', name: spring },
      { from: '2025-04-04', to: '2025-04-06', name: qingming },
      { from: '2025-05-01', to: '2025-05-05', name: labour },
      { from: '2025-05-31', to: '2025-06-02', name: dragonBoat },
      { from: '2025-10-01', to: '2025-10-08', name: nationalAndMidAutumn },
    ],
    worked: [
      { date: '2025-01-26', name: spring },
      { date: '2025-02-08', name: spring },
      { date: '2025-04-27', name: labour },
      { date: '2025-09-28', name: nationalAndMidAutumn },
      { date: '2025-10-11', name: nationalAndMidAutumn },
    ],
  },
  {
    year: 2026,
    published: true,
    notice: '国办发明电〔2025〕7号',
    off: [
      { from: '2026-01-01', to: '2026-01-03', name: newYear },
      { from: '2026-02-15', to: '2026-02-23', name: spring },
      { from: '2026-04-04', to: '2026-04-06', name: qingming },
      { from: '2026-05-01', to: '2026-05-05', name: labour },
      { from: '2026-06-19', to: '2026-06-21', name: dragonBoat },
      { from: '2026-09-25', to: '2026-09-27', name: midAutumn },
      { from: '2026-10-01', to: '2026-10-07', name: national },
    ],
    worked: [
      { date: '2026-01-04', name: newYear },
      { date: '2026-02-14', name: spring },
      { date: '2026-02-28', name: spring },
      { date: '2026-05-09', name: labour },
      { date: '2026-09-20', name: national },
      { date: '2026-10-10', name: national },
    ],
  },
];
