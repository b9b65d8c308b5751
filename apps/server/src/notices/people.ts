// Who stands on each rung at an instant: the roster asked, stand-ins put in, and the rule of the rung applied.
import { Injectable } from '@nestjs/common';
import {
  type Reached,
  type RosterDesk,
  type RungAround,
  type RungTarget,
  type RungTold,
  tellRung,
} from '#duty';
import { OnDuty } from '../platform/on-duty';
import { Once } from '../platform/once';
import { CardStore, type ClockCard, type Place, type Reader } from './cards.store';

export type Asked = Pick<ClockCard, 'jurisdictionId' | 'departmentId' | 'holderId'> & {
  acknowledged: boolean;
  since: 'near' | 'breached';
  repeat: number;
};
const nothing: RungAround = {
  holder: null,
  department: null,
  heads: [],
  newsOffice: null,
  supervisor: null,
  leaders: [],
  above: null,
};
type Named = { id: string; name: string };

@Injectable()
export class People {
  constructor(
    private readonly cards: CardStore,
    private readonly onDuty: OnDuty,
  ) {}

  /** `once`: what was asked already at this instant, where many clocks are asked about. */
  async tell(
    db: Reader,
    target: RungTarget,
    asked: Asked,
    at: Date,
    once: Once = new Once(),
  ): Promise<RungTold> {
    const { since, acknowledged, repeat, holderId, jurisdictionId, departmentId } = asked;
    const [holder] = holderId
      ? await once.ask(`acting ${holderId}`, () => this.acting(db, [holderId], at))
      : [];
    const found = await once.ask(`${target} ${jurisdictionId} ${departmentId}`, () =>
      this.around(db, target, asked, at),
    );
    const around = { ...nothing, holder: holder ?? null, ...found };
    return tellRung(target, around, { since, acknowledged, repeat, holder: holder?.name ?? null });
  }

  /**
   * Those of the level above who hear that nobody could be told: its news office on duty, else its leaders; where no
   * level above is registered, the leaders and administrators of the place itself.
   */
  async above(
    db: Reader,
    jurisdictionId: string,
    at: Date,
  ): Promise<{ aboveId: string | null; ids: string[] }> {
    const aboveId = await this.cards.above(db, jurisdictionId);
    if (aboveId === null) {
      const here = [
        ...(await this.cards.leaders(db, jurisdictionId)),
        ...(await this.cards.administrators(db, jurisdictionId)),
      ];
      return { aboveId, ids: [...new Set(here.map(({ id }) => id))] };
    }
    const desk = await this.newsDesk(db, aboveId, at);
    const people = desk ? (desk.kept ? desk.onDuty : desk.staff) : [];
    const ids = people.flatMap(({ id }) => id ?? []);
    if (ids.length > 0) return { aboveId, ids: [...new Set(ids)] };
    return { aboveId, ids: (await this.cards.leaders(db, aboveId)).map(({ id }) => id) };
  }

  private async around(
    db: Reader,
    target: RungTarget,
    { jurisdictionId, departmentId }: Asked,
    at: Date,
  ): Promise<Partial<RungAround>> {
    switch (target) {
      case 'holder':
        return {};
      case 'department-on-duty':
        return {
          department: departmentId ? await this.desk(db, { jurisdictionId, departmentId }, at) : null,
        };
      case 'department-head':
        return { heads: departmentId ? await this.heads(db, { jurisdictionId, departmentId }, at) : [] };
      case 'news-office-on-duty':
        return { newsOffice: await this.newsDesk(db, jurisdictionId, at) };
      case 'supervising-leader': {
        const supervisorId = departmentId && (await this.cards.supervisor(db, departmentId));
        const [supervisor] = supervisorId ? await this.acting(db, [supervisorId], at) : [];
        const leaders = await this.cards.leaders(db, jurisdictionId);
        return {
          supervisor: supervisor ?? null,
          leaders: await this.acting(
            db,
            leaders.map(({ id }) => id),
            at,
          ),
        };
      }
      case 'level-above-news-office': {
        const aboveId = await this.cards.above(db, jurisdictionId);
        return { above: aboveId ? await this.newsDesk(db, aboveId, at) : null };
      }
    }
  }

  private async newsDesk(db: Reader, jurisdictionId: string, at: Date): Promise<RosterDesk | null> {
    const departmentId = await this.cards.newsOffice(db, jurisdictionId);
    const people = await this.cards.newsStaff(db, jurisdictionId);
    if (departmentId === null && people.length === 0) return null;
    return this.desk(db, { jurisdictionId, departmentId }, at, people);
  }

  private async desk(db: Reader, place: Place, at: Date, more: readonly Named[] = []): Promise<RosterDesk> {
    const { of, people, nobody } = await this.onDuty.at(db, place, at);
    const onDuty = people
      .filter(({ part }) => part === 'duty')
      .map(({ officerId, name, reason }): Reached => ({ id: officerId, name, reason }));
    const kept = of !== 'none';
    const own = kept ? [] : await this.cards.staff(db, place);
    const all = [...own, ...more].filter((one, i, list) => list.findIndex(({ id }) => id === one.id) === i);
    return { kept, onDuty, nobody, staff: kept ? [] : await this.present(db, all, at) };
  }

  private async heads(db: Reader, place: Place & { departmentId: string }, at: Date): Promise<Reached[]> {
    const { of, people } = await this.onDuty.at(db, place, at);
    const onDuty = people
      .filter(({ part }) => of === 'department' && part === 'leader')
      .map(({ officerId, name, reason }): Reached => ({ id: officerId, name, reason }));
    const heads = await this.cards.heads(db, place.departmentId);
    return [
      ...onDuty,
      ...(await this.acting(
        db,
        heads.map(({ id }) => id),
        at,
      )),
    ];
  }

  /** Those of a group who are not away themselves: nobody needs to stand in for one of many. */
  private async present(db: Reader, people: readonly Named[], at: Date): Promise<Reached[]> {
    const acting = await this.onDuty.acting(
      db,
      people.map(({ id }) => id),
      at,
    );
    return people
      .filter(({ id }) => acting.get(id)?.officerId === id)
      .map(({ id, name }) => ({ id, name, reason: null }));
  }

  /** Each, or who acts for them. */
  private async acting(db: Reader, ids: readonly string[], at: Date): Promise<Reached[]> {
    const acting = await this.onDuty.acting(db, ids, at);
    const found = [...acting.values()].flatMap(({ officerId }) => officerId ?? []);
    const names = await this.cards.names(db, [...ids, ...found]);
    return ids.flatMap((id): Reached[] => {
      const one = acting.get(id);
      if (!one) return [];
      const { officerId, reason } = one;
      return [{ id: officerId, name: names.get(officerId ?? id) ?? '', reason }];
    });
  }
}
