// What a notice says, in both languages and in one line for a telephone: ids, the masked title, level, times, a link. Pure.
import type { NoticeBody, Words } from '#contract';
import { leaningNote, type MatterKind, overWords, shanghaiTime, subjectWords } from '#duty';
import { redact } from '#intake';
import type { Level } from '#understanding';
import type { Content } from './carrier';

export type Told = {
  id: string;
  type: 'duty.escalated' | 'duty.unheard';
  at: Date;
  clockId: string;
  incidentId: string | null;
  matterId: string | null;
  /** Of a matter of the registry, which bears no level. */
  matterKind: MatterKind | null;
  title: string | null;
  level: Level | null;
  duty: Words;
  dueAt: Date;
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: number[];
  /** A task of a lane: found on its incident. */
  isTask: boolean;
  jurisdiction: string | null;
  department: string | null;
  reason: Words;
  /** Names of whom this step tells. */
  to: string[];
  late: boolean;
};

const untitled = '未命名事件';
export const levelMark: Record<Level, Words> = {
  特别重大: { zh: 'Ⅰ级', en: 'Level Ⅰ' },
  重大: { zh: 'Ⅱ级', en: 'Level Ⅱ' },
  较大: { zh: 'Ⅲ级', en: 'Level Ⅲ' },
  一般: { zh: 'Ⅳ级', en: 'Level Ⅳ' },
};

export function contentOf(told: Told, publicUrl: string): Content {
  const title = redact(told.title?.trim() || untitled).text.slice(0, 120);
  const link = told.isTask
    ? `${publicUrl}/incidents/${told.incidentId}?tab=duty`
    : `${publicUrl}/duties/${told.clockId}`;
  const duty = { zh: redact(told.duty.zh).text, en: redact(told.duty.en).text };
  const leans = leaningNote(told.leansOn, told.at);
  const ungraded = told.matterKind ? subjectWords(told.matterKind) : { zh: '未定级', en: 'No level' };
  const mark = told.level ? levelMark[told.level] : ungraded;
  const due = shanghaiTime(told.dueAt.toISOString());
  // With the instant it holds for: what quiet hours or a broken channel held is read later.
  const now = shanghaiTime(told.at.toISOString()).slice(5);
  const over = overWords(told.dueAt, told.at);
  const { jurisdiction, department } = told;
  const head =
    told.type === 'duty.unheard'
      ? { zh: '无人可报', en: 'Nobody to tell' }
      : { zh: '责任时限提醒', en: 'Duty escalated' };
  const subject = {
    zh: `【闻应·${head.zh}】${mark.zh} ${duty.zh}：${title}`,
    en: `[Wenying: ${head.en}] ${mark.en} ${duty.en}: ${title}`,
  };
  const late = told.late
    ? { zh: '（系统停机后补发）', en: ' (sent late, after the system was down)' }
    : { zh: '', en: '' };
  const text = {
    zh: [
      `${told.reason.zh}${late.zh}`,
      `应于北京时间 ${due} 前完成${leans.zh}，至 ${now} ${over.zh}。`,
      `${jurisdiction ? `辖区：${jurisdiction}。` : ''}${department ? `责任单位：${department}。` : ''}`,
      `查看并处理：${link}`,
      `通知编号 ${told.id.slice(0, 8)}：编号相同即同一通知。`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
    en: [
      `${told.reason.en}${late.en}`,
      `Due ${due} Beijing time${leans.en}; at ${now} ${over.en}.`,
      [jurisdiction && `In ${jurisdiction}.`, department && `Owed by ${department}.`]
        .filter(Boolean)
        .join(' '),
      `See and act: ${link}`,
      `Notice ${told.id.slice(0, 8)}: the same number is the same notice.`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  };
  const short = `${subject.zh.slice(0, 60)}，应于${due}前完成${leans.zh}，至${now}${over.zh}。${link}`;
  const body: NoticeBody = {
    type: told.type,
    timestamp: told.at.toISOString(),
    data: {
      notice: told.id,
      clockId: told.clockId,
      incidentId: told.incidentId,
      matterId: told.matterId,
      title,
      level: told.level,
      duty,
      dueAt: told.dueAt.toISOString(),
      ...{ jurisdiction, department },
      leansOn: told.leansOn,
      reason: told.reason,
      to: told.to,
      link,
    },
  };
  return { subject, text, short, body };
}

/** A trial: it says that it is one, and who sent it. */
export function testContent(id: string, at: Date, by: string, publicUrl: string): Content {
  const reason = {
    zh: `${by}试发的一条通知，收到即说明这个渠道可用，不必处理。`,
    en: `A trial notice sent by ${by}: that it arrived says that this channel works. Nothing needs to be done.`,
  };
  const subject = { zh: '【闻应·试发】通知渠道可用', en: '[Wenying: trial] This notice channel works' };
  return {
    subject,
    text: reason,
    short: `${subject.zh}。${by}试发，不必处理。`,
    body: {
      type: 'test',
      timestamp: at.toISOString(),
      data: {
        ...{ notice: id, clockId: null, incidentId: null, matterId: null, title: subject.zh },
        ...{ level: null, duty: null },
        ...{
          dueAt: null,
          jurisdiction: null,
          department: null,
          leansOn: [],
          reason,
          to: [],
          link: publicUrl,
        },
      },
    },
  };
}
