// The ladder of a jurisdiction: read, changed with a reason by whoever saw the version in force, climbed in thought.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { ladderFaults } from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { conflict, invalid } from '../platform/problem';
import { CardStore } from './cards.store';
import { ChannelStore } from './channel.store';
import { LadderStore } from './ladder.store';
import { Preview } from './preview';

@Injectable()
export class LadderService {
  constructor(
    private readonly store: LadderStore,
    private readonly cards: CardStore,
    private readonly channels: ChannelStore,
    private readonly preview: Preview,
    private readonly commit: Commit,
  ) {}

  async read(who: Principal, of: string | undefined): Promise<Answer<'ladder.read'>> {
    const jurisdictionId = placeOf(who, of);
    const { rungs, savedAt, ...kept } = await this.store.inForce(jurisdictionId);
    const jurisdictions = await this.cards.jurisdictions(this.cards.db, who.jurisdictionIds);
    const channels = (await this.channels.list(who.jurisdictionIds)).filter(
      ({ kind, jurisdictionId: at }) => kind !== 'email' && kind !== 'sms' && at === jurisdictionId,
    );
    return {
      ...kept,
      jurisdiction: jurisdictions.find(({ id }) => id === jurisdictionId) ?? { id: jurisdictionId, name: '' },
      rungs: rungs.map((rung) => ({ ...rung, by: [...rung.by], channelIds: [...rung.channelIds] })),
      savedAt: savedAt?.toISOString() ?? null,
      channels: channels.map(({ id, name, kind }) => ({ id, name, kind })),
      jurisdictions,
    };
  }

  async save(
    who: Principal,
    of: string | undefined,
    { rungs, acknowledgedForMinutes, basedOn, reason }: Input<'ladder.save'>['body'],
  ): Promise<Answer<'ladder.read'>> {
    const jurisdictionId = placeOf(who, of);
    const [fault] = ladderFaults({ rungs, acknowledgedForMinutes });
    if (fault) throw invalid(fault.code, fault.reason.zh, fault.reason.en);
    await this.commit.commit(async (tx, at) => {
      const before = await this.store.inForce(jurisdictionId, tx);
      if (before.version !== basedOn) throw overtaken();
      const named = [...new Set(rungs.flatMap(({ channelIds }) => channelIds))];
      const known = await this.channels.groups(tx, jurisdictionId, named);
      if (known.length < named.length)
        throw invalid(
          'ladder.unknown-channel',
          '有一级指定的群或推送已删除，请重新选择。',
          'A rung names a group or webhook that is no more; choose again.',
        );
      const version = (before.version ?? 0) + 1;
      const ladder = { rungs, acknowledgedForMinutes, version, reason, savedBy: who.name, savedAt: at };
      if (!(await this.store.save(tx, jurisdictionId, ladder))) throw overtaken();
      const digest = createHash('sha256')
        .update(JSON.stringify([rungs, acknowledgedForMinutes]))
        .digest('hex');
      const body = { version, rungs: rungs.length, digest, reason };
      const subject = { type: 'ladder', id: jurisdictionId };
      return {
        value: undefined,
        facts: [fact('ladder.saved', actorOf(who), subject, jurisdictionId, body)],
      };
    });
    return this.read(who, jurisdictionId);
  }

  async climbInThought(
    who: Principal,
    of: string | undefined,
    asked: Input<'ladder.preview'>['body'],
  ): Promise<Answer<'ladder.preview'>> {
    return this.preview.of(placeOf(who, of), asked);
  }
}

function placeOf(who: Principal, of: string | undefined): string {
  if (of !== undefined) inView(who, of);
  return of ?? who.jurisdictionId;
}

const overtaken = () =>
  conflict(
    'ladder.overtaken',
    '别人刚改过升级阶梯；您的修改还在页面上，请看过新的再保存。',
    'Somebody has just changed the ladder. Your changes are still on the page: look at the new one, then save again.',
  );
