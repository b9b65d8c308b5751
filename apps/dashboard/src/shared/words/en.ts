// Every sentence shown, in English: the same tree as zh-CN, which the compiler checks.
import { en as accepting } from './accepting';
import { en as accountability } from './accountability';
import { en as app } from './app';
import { en as drills } from './drills';
import { en as duty } from './duty';
import { en as dutyRules } from './duty-rules';
import { en as intake } from './intake';
import { en as learning } from './learning';
import { en as live } from './live';
import { en as matters } from './matters';
import { en as notices } from './notices';
import { en as orders } from './orders';
import { en as organisation } from './organisation';
import { en as outlook } from './outlook';
import { en as plans } from './plans';
import { en as release } from './release';
import { en as roster } from './roster';
import { en as rules } from './rules';
import type { Same } from './same';
import { en as steps } from './steps';
import { en as transfer } from './transfer';
import { en as understanding } from './understanding';
import type { NameGroup, Tree } from './zh-CN';

export const english: Same<Tree> = {
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
  rules,
  learning,
};

export const enNames: Record<NameGroup, Record<string, string>> = {
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
