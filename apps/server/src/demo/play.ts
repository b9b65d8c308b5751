// Plays the invented county's last days through the real doors: first run, sources, a hotline file, messages, decisions, releases.
import type { IncidentCard, MessageSent, Release } from '#contract';
import { setupCode } from '../organisation/setup-code';
import type { Config } from '../platform/config';
import { Caller } from './caller';
import { administrator, county, type DemoPerson, demoPassword, people } from './county';
import { idsOf, inHand, prepare } from './duties';
import { registered } from './matters';
import { type DemoMessage, fire, river, school, single, water } from './messages';
import type { Newspaper } from './newspaper';
import { watch, weigh } from './watching';

export type Played = { machine: Caller; people: DemoPerson[] };
const hours = (n: number) => n * 3600_000;

export class Play {
  private readonly cast = new Map<string, Caller>();

  constructor(
    private readonly url: string,
    private readonly config: Config,
    private readonly now: Date,
  ) {}

  async all(newspaper: Newspaper | null): Promise<Played> {
    const admin = await this.firstRun();
    const { secret } = await admin.call('tokens.add', {
      body: { name: '演示数据', scopes: ['intake:write'] },
    });
    const machine = new Caller(this.url, secret);
    if (newspaper) await this.addSources(newspaper, (await idsOf(admin)).officer('wangmin'));
    await this.importHotline();
    const cast = { admin, who: this.who, now: this.now };
    await watch(cast);
    await this.send(machine, [...school, ...fire, ...water, ...river, ...single]);
    await prepare(cast);
    await inHand(cast, await this.decide());
    await registered(cast);
    await weigh(cast);
    return { machine, people };
  }

  private ago = (n: number) => new Date(this.now.getTime() - hours(n)).toISOString();
  private who = (signInName: string) => this.cast.get(signInName)!;

  private async firstRun(): Promise<Caller> {
    const admin = new Caller(this.url);
    const { departments } = await admin.call('setup.offer', { query: { name: county, level: 'county' } });
    await admin.call('setup.complete', {
      body: {
        code: setupCode(this.config),
        jurisdiction: { name: county, level: 'county' },
        administrator: { ...administrator, password: demoPassword },
        departments,
      },
    });
    await admin.signIn(administrator.signInName, demoPassword);
    const { items } = await admin.call('departments.list');
    for (const { role, department, ...person } of people) {
      const found = department ? items.find((d) => d.name.includes(department)) : undefined;
      const officer = await admin.call('officers.add', {
        body: { ...person, roles: [role], departmentId: found?.id ?? null, password: demoPassword },
      });
      const caller = new Caller(this.url);
      await caller.signIn(person.signInName, demoPassword);
      this.cast.set(person.signInName, caller);
      // The vice-governor in charge is told of breaches.
      if (role === 'leader')
        for (const d of items)
          await admin.call('departments.change', {
            params: { id: d.id },
            body: { supervisorId: officer.id },
          });
    }
    return admin;
  }

  private async addSources({ feedUrl, deadUrl }: Newspaper, keeperId: string): Promise<void> {
    const staff = this.who('wangmin');
    const paper = await staff.call('sources.add', {
      body: { name: `${county}报`, url: feedUrl, everyMinutes: 5, keeperId },
    });
    await staff.call('sources.poll', { params: { id: paper.id } });
    await staff.call('sources.add', {
      body: { name: '望澜论坛（已停更）', url: deadUrl, everyMinutes: 1, keeperId },
    });
  }

  /** A hotline file as an office exports it, with two rows that cannot go in. */
  private async importHotline(): Promise<void> {
    const staff = this.who('wangmin');
    const day = (n: number) => this.ago(n * 24).slice(0, 10);
    const rows = [
      ['工单编号', '标题', '诉求内容', '来电时间', '答复内容', '答复时间', '承办单位'],
      [
        'WL0001',
        '咨询居住证办理',
        '请问外地户籍在望澜县办理居住证需要哪些材料？',
        day(12),
        '您好，请携带身份证和住址证明到派出所办理。',
        day(10),
        '公安局',
      ],
      [
        'WL0002',
        '反映桥东路井盖破损',
        '桥东路中段井盖破损，夜间骑车危险，联系电话13900005678。',
        day(9),
        '已安排更换。',
        day(8),
        '城市管理局',
      ],
      ['WL0003', '', '', day(8), '', '', '城市管理局'],
      [
        'WL0004',
        '建议增设公交站台遮雨棚',
        '双塔镇公交站台没有遮雨棚，建议增设。',
        day(7),
        '',
        '',
        '交通运输局',
      ],
      [
        'WL0005',
        '投诉健身房不退费',
        '桥东路某健身房关门，预付卡不退费。',
        '去年冬天',
        '',
        '',
        '市场监督管理局',
      ],
      [
        'WL0006',
        '反映村道损坏',
        '柳湾村村道被货车压坏，雨天难以通行。',
        day(5),
        '已列入维修计划。',
        day(2),
        '交通运输局',
      ],
    ];
    const csv = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');
    const uploaded = (await (
      await staff.fetch('/api/imports?name=%E7%83%AD%E7%BA%BF%E5%B7%A5%E5%8D%95.csv', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: csv,
      })
    ).json()) as { id: string; mapping: Record<string, string> };
    await staff.call('imports.start', { params: { id: uploaded.id }, body: { mapping: uploaded.mapping } });
    await this.until(
      async () => (await staff.call('imports.read', { params: { id: uploaded.id } })).state === 'finished',
    );
  }

  private async send(machine: Caller, messages: DemoMessage[]): Promise<void> {
    const inOrder = [...messages].sort((a, b) => b.hoursAgo - a.hoursAgo);
    const body: MessageSent[] = inOrder.map(({ hoursAgo, ...m }, i) => ({
      ...m,
      externalId: `demo-${i}`,
      publishedAt: this.ago(hoursAgo),
    }));
    await machine.call('messages.send', { body });
  }

  /** The incident that speaks of something, once understanding has gathered it. */
  private async incident(words: string): Promise<IncidentCard> {
    const staff = this.who('wangmin');
    let found: IncidentCard | undefined;
    await this.until(async () => {
      const { items } = await staff.call('incidents.list', { query: { limit: 200 } });
      found = items.filter((i) => i.title.includes(words)).sort((a, b) => b.messages - a.messages)[0];
      return found !== undefined;
    });
    return found!;
  }

  private async decide(): Promise<{ dry: string; burnt: string }> {
    const staff = this.who('wangmin');
    const reason = '值班研判：事实清楚，影响较大';
    const confirm = async (words: string, level: '重大' | '较大' | '一般', hoursAgo: number) => {
      const { id } = await this.incident(words);
      await staff.call('incidents.confirm', {
        params: { id },
        body: { level, occurredAt: this.ago(hoursAgo), reason },
      });
      return id;
    };
    const sick = await confirm('小学', '重大', 4.8);
    const burnt = await confirm('汽修厂', '较大', 9);
    const dry = await confirm('澜湖新苑', '一般', 40);
    await confirm('死鱼', '重大', 26);
    await staff.call('incidents.dismiss', {
      params: { id: (await this.incident('公交')).id },
      body: { reason: '属于一般建议，转交通局按热线工单办理' },
    });
    await this.until(
      async () => (await staff.call('duties.list', { query: { incidentId: dry } })).items.length > 0,
    );

    await this.acknowledge('liqiang', sick);
    await this.acknowledge('gaofeng', burnt);
    await this.acknowledge('sunyue', dry);
    await this.release('gaofeng', burnt, 'published', {
      title: '关于环城北路汽修厂火灾的情况通报',
      facts: '环城北路一汽修厂发生火灾，造成3人死亡、2人受伤。',
      measures: '县消防救援大队、应急管理局第一时间到场处置，周边住户已临时安置。',
      results: '明火已扑灭，伤者正在县医院救治，起火原因正在调查。',
    });
    await this.release('liqiang', sick, 'secrecy-review', {
      title: '关于青石镇中心小学部分学生腹泻的情况通报',
      facts: '青石镇中心小学部分学生午餐后出现腹泻呕吐，126名学生送医，无人死亡。',
      measures: '县卫健局、市场监管局已进驻学校，封存食堂留样，开展流行病学调查。',
      results: '多数学生症状减轻，检测结果将及时公布。',
    });
    return { dry, burnt };
  }

  private async acknowledge(signInName: string, incidentId: string): Promise<void> {
    const caller = this.who(signInName);
    for (const clock of (await caller.call('duties.list', { query: { incidentId, mine: 'true' } })).items) {
      await caller.call('duties.acknowledge', { params: { id: clock.id } });
    }
  }

  private async release(
    author: string,
    incidentId: string,
    until: 'secrecy-review' | 'published',
    text: { title: string; facts: string; measures: string; results: string },
  ): Promise<Release> {
    const { title, facts, measures, results } = text;
    const drafted = await this.who(author).call('releases.draft', {
      body: {
        incidentId,
        form: 'statement',
        title,
        body: [facts, measures, results].join('\n\n'),
        checklist: {
          facts: { quote: facts },
          measures: { quote: measures },
          results: { quote: results },
          causes: { notApplicable: '原因正在调查，将在后续发布中说明' },
          solutions: { notApplicable: '本次为首次通报，整改方案另行发布' },
          constraints: { notApplicable: '不涉及' },
        },
      },
    });
    const params = { id: drafted.id };
    const submitted = await this.who(author).call('releases.submit', { params });
    if (until === 'secrecy-review') return submitted;
    await this.who('zhouning').call('releases.review', { params, body: { note: '不涉密' } });
    await this.who('chenli').call('releases.approve', { params });
    return this.who('wangmin').call('releases.publish', { params });
  }

  private async until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('演示数据未能就绪 / the demo did not settle within a minute');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
