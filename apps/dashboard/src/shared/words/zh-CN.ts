// Every sentence shown, in Chinese: one tree, one branch a room.
import { zh as accepting } from './accepting';
import { zh as accountability } from './accountability';
import { zh as app } from './app';
import { zh as drills } from './drills';
import { zh as duty } from './duty';
import { zh as dutyRules } from './duty-rules';
import { zh as intake } from './intake';
import { zh as learning } from './learning';
import { zh as live } from './live';
import { zh as matters } from './matters';
import { zh as notices } from './notices';
import { zh as orders } from './orders';
import { zh as organisation } from './organisation';
import { zh as outlook } from './outlook';
import { zh as plans } from './plans';
import { zh as release } from './release';
import { zh as roster } from './roster';
import { zh as rules } from './rules';
import { zh as steps } from './steps';
import { zh as transfer } from './transfer';
import { zh as understanding } from './understanding';

export const zhCN = {
  app,
  organisation,
  accepting,
  roster,
  transfer,
  intake,
  understanding,
  duty,
  dutyRules,
  outlook,
  matters,
  orders,
  steps,
  plans,
  drills,
  notices,
  release,
  accountability,
  live,
  learning,
  rules,
};
export type Tree = typeof zhCN;

export const zhNames = {
  ...app.names,
  ...organisation.names,
  ...roster.names,
  ...intake.names,
  ...understanding.names,
  ...duty.names,
  ...rules.names,
  ...outlook.names,
  ...matters.names,
  ...orders.names,
  ...plans.names,
  ...drills.names,
  ...notices.names,
  ...release.names,
  ...accountability.names,
  ...live.names,
  ...dutyRules.names,
  ...learning.names,
};
export type NameGroup = keyof typeof zhNames;
