// What would happen were a clock to breach at an instant: the ladder climbed in thought, with the roster and the quiet hours of that hour.
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { type LadderStep, quietUntil, type Rung, stepsOf } from '#duty';
import { Database } from '../platform/reading';
import { CardStore } from './cards.store';
import { ChannelStore } from './channel.store';
import { People } from './people';
import { groupWords, nobodyWords, openWords, type Reach, toldWords } from './preview.words';
import { SettingStore } from './setting.store';

type Asked = Input<'ladder.preview'>['body'];
type Line = Answer<'ladder.preview'>['lines'][number];
type Personal = Awaited<ReturnType<ChannelStore['personal']>>;

@Injectable()
export class Preview {
  constructor(
    private readonly cards: CardStore,
    private readonly people: People,
    private readonly channels: ChannelStore,
    private readonly settings: SettingStore,
    private readonly db: Database,
  ) {}

  async of(jurisdictionId: string, asked: Asked): Promise<Answer<'ladder.preview'>> {
    const personal = await this.channels.personal(this.db, jurisdictionId);
    const lines: Line[] = [];
    for (const step of stepsOf(asked, 'breached', asked.level)) {
      const rung = asked.rungs[step.rung - 1]!;
      lines.push(await this.line(jurisdictionId, asked, rung, step, personal));
    }
    return { lines, notes: notesOf(asked) };
  }

  private async line(
    jurisdictionId: string,
    { at: breach, level, departmentId }: Asked,
    rung: Rung,
    { rung: n, repeat, afterMs }: LadderStep,
    personal: Personal,
  ): Promise<Line> {
    const at = new Date(Date.parse(breach) + afterMs);
    const found = await this.channels.groups(this.db, jurisdictionId, rung.channelIds);
    const groups = groupWords(
      found.map(({ name, quiet, paused }) => ({ name, paused, heldUntil: quietUntil(quiet, level, at) })),
    );
    const line = (zh: string, en: string, nobody = false): Line => ({
      at: at.toISOString(),
      ...{ rung: n, repeat, nobody },
      text: { zh: `${zh}${groups.zh}`, en: `${en}${groups.en}` },
    });
    const ofDepartment = rung.to === 'department-on-duty' || rung.to === 'department-head';
    if (rung.to === 'holder' || (ofDepartment && departmentId === null)) {
      const { zh, en } = openWords(rung.to);
      return line(zh, en);
    }
    const asked = { jurisdictionId, departmentId, holderId: null };
    const told = await this.people.tell(
      this.db,
      rung.to,
      { ...asked, acknowledged: false, since: 'breached', repeat },
      at,
    );
    if (told.officerIds.length > 0) {
      const reached = await this.reach(told.officerIds, told.names, rung, level, at, personal);
      const { zh, en } = toldWords(rung.to, reached, null);
      return line(zh, en);
    }
    const above = await this.people.above(this.db, jurisdictionId, at);
    const names = await this.cards.names(this.db, above.ids);
    const { zh, en } = nobodyWords(told.reason, [...names.values()], above.aboveId !== null);
    return line(zh, en, true);
  }

  private async reach(
    ids: readonly string[],
    names: readonly string[],
    { by }: Rung,
    level: Asked['level'],
    at: Date,
    personal: Personal,
  ): Promise<Reach[]> {
    const settings = await this.settings.of(this.db, ids);
    return ids.map((id, i) => {
      const own = settings.get(id);
      const ways = by.map((kind): Reach['ways'][number] => {
        const channel = personal.get(kind);
        if (!channel) return { by: kind, state: 'no-channel' };
        if (!(kind === 'email' ? own?.email : own?.phone)) return { by: kind, state: 'no-address' };
        const held = [channel.quiet, own?.quiet ?? null].flatMap(
          (quiet) => quietUntil(quiet, level, at) ?? [],
        );
        const last = held.sort((a, b) => b.getTime() - a.getTime())[0];
        return { by: kind, state: last ?? 'goes' };
      });
      return { name: names[i] ?? '', ways };
    });
  }
}

function notesOf({ acknowledgedForMinutes, level }: Asked): { zh: string; en: string }[] {
  const grave = level === '特别重大' || level === '重大';
  return [
    {
      zh: `任何一级有人“接手”，升级暂停 ${acknowledgedForMinutes} 分钟；到时仍未发布，再告知一次并继续。`,
      en: `Once somebody takes it up the climb stands still for ${acknowledgedForMinutes} minutes; if nothing is released by then they are told again and it goes on.`,
    },
    grave
      ? {
          zh: '级别为Ⅰ、Ⅱ级：安静时段不起作用，随时发出。',
          en: 'Level Ⅰ or Ⅱ: quiet hours do not apply; everything goes at once.',
        }
      : {
          zh: '级别低于Ⅱ级：安静时段内的邮件、短信和群消息等到时段结束再发，站内照常。',
          en: 'Below level Ⅱ: mail, text messages and group messages wait for the end of quiet hours; in the system it shows at once.',
        },
  ];
}
