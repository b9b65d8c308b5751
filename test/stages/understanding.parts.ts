// Invented messages of an invented county, and somebody from the next one, for the tests of understanding.
import { randomUUID } from 'node:crypto';
import type { MessageSent } from '#contract';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { password, type TestServer } from '../support/server';

export type Sent = MessageSent & { title: string; body: string };

export const crash = {
  hotline: {
    channel: 'hotline',
    externalId: 'WL-0001',
    title: '望澜县青石桥货车客车相撞',
    body: '今天上午，望澜县青石桥路段一辆货车与一辆客车相撞，造成3人死亡、11人受伤，青石桥交通中断，市民询问救援情况。',
  },
  comment: {
    channel: 'comment',
    title: '青石桥车祸求通报',
    body: '望澜县青石桥上货车和客车相撞，听说造成3人死亡、11人受伤，青石桥现在还堵着，请求官方通报情况。',
  },
  worse: {
    channel: 'comment',
    title: '青石桥客车事故死亡人数上升',
    body: '望澜县青石桥货车与客车相撞事故，伤者中又有人不治，目前已造成10人死亡、4人受伤，青石桥仍然封闭。',
  },
  later: {
    channel: 'mailbox',
    title: '青石桥事故善后',
    body: '望澜县青石桥货车与客车相撞事故的善后工作由谁负责？青石桥何时解除封闭，请答复。',
  },
} satisfies Record<string, Sent>;

/** Everyday matters, one apart from another. */
export const water = {
  hotline: {
    channel: 'hotline',
    title: '云栖小区停水三天',
    body: '云栖小区从周一开始停水，已经三天，物业说是水管改造，没有人送水，希望供水公司尽快恢复云栖小区供水。',
  },
  other: {
    channel: 'mailbox',
    title: '梨花镇卫生院缺儿科医生',
    body: '梨花镇卫生院没有儿科医生，孩子看病要跑四十里路到县城，希望卫健部门给梨花镇卫生院派一名儿科医生。',
  },
  leak: {
    channel: 'mailbox',
    title: '松林路充电桩长期被占',
    body: '松林路公共停车场的充电桩车位长期被燃油车占用，电动车没有地方充电，建议松林路停车场加强管理。',
  },
  third: {
    channel: 'hotline',
    title: '东坪村水渠排污',
    body: '东坪村村民反映，上游一家养殖场把污水直接排进水渠，夏天气味很大，菜地没法浇水，村里几户人家已经向镇里反映过多次，一直没有结果，前天夜里又排了一次，今天早上发现村口鱼塘里的鱼死了一大片，请环保部门来查一查养殖场排污的事。',
  },
} satisfies Record<string, Sent>;

export const football: Sent = {
  channel: 'feed',
  title: '足球联赛第五轮主队二比一逆转取胜',
  body: '昨晚足球联赛第五轮，主队在落后一球的情况下由前锋梅开二度，二比一逆转取胜，积分榜升至第三，下一轮客场挑战卫冕冠军。',
};

export const lamps = (night: number): Sent => ({
  channel: 'phone',
  title: '白鹭湖步道路灯不亮',
  body: `白鹭湖环湖步道北段路灯坏了十几盏，第${night}晚了，晚上散步看不清，白鹭湖路灯请尽快修。`,
});

/** Until understanding has worked in all that was labelled. */
export const grouped = (server: TestServer): Promise<void> =>
  eventually(async () => {
    const { rows } = await server.db.query(
      `select (select count(*) from message m where not exists (select from message_label l where l.message_id = m.id))::int as unlabelled,
              (select count(*) from fact where kind = 'message.labelled'
                  and seq > coalesce((select seq from stage_cursor where stage = 'understanding'), 0))::int as ungrouped`,
    );
    expect(rows[0]).toEqual({ unlabelled: 0, ungrouped: 0 });
  }, 90_000);

/** News-office staff of another county, with a right to hand messages in. */
export async function stranger(server: TestServer): Promise<Client> {
  const { rows } = await server.db.query(
    "insert into jurisdiction (name, level) values ('邻山县', 'county') returning id",
  );
  const name = `stranger-${randomUUID().slice(0, 8)}`;
  await server.db.query(
    `insert into officer (jurisdiction_id, name, sign_in_name, password_hash, roles)
     select $1, '邻县人员', $2, password_hash, array['news-office'] from officer where sign_in_name = 'administrator'`,
    [rows[0].id, name],
  );
  const client = new Client(server.url);
  await client.signIn(name, password);
  return client;
}
