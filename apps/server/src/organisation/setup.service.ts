// The first run: whoever holds the one-time code makes the administrator, the jurisdiction and its departments, once.
import { Inject, Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { startingDepartments } from '#organisation';
import { Commit, fact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { conflict, invalid, Refusal } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { insertOfficer } from './officers.store';
import { hashPassword, mustBeGood } from './passwords';
import { anyOfficer, insertDepartments, insertJurisdiction, takeSetupTurn } from './setup.store';
import { isSetupCode } from './setup-code';
import { taken } from './taken';

type Wanted = Input<'setup.complete'>['body'];

@Injectable()
export class SetupService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async needed(): Promise<boolean> {
    return !(await anyOfficer(this.db));
  }

  offer({ name, level }: Input<'setup.offer'>['query']): Answer<'setup.offer'> {
    return { departments: startingDepartments(name, level) };
  }

  async complete(wanted: Wanted): Promise<Answer<'setup.complete'>> {
    // Once an officer exists the code is void, right or wrong.
    if (!(await this.needed())) throw done();
    if (!isSetupCode(this.config, wanted.code)) throw wrongCode();
    const { administrator, jurisdiction, departments } = wanted;
    mustBeGood(administrator.password, [administrator.name, administrator.signInName]);
    mustDiffer(departments.map((d) => d.name));
    const passwordHash = await hashPassword(administrator.password);
    return tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        await takeSetupTurn(tx);
        if (await anyOfficer(tx)) throw done();
        const jurisdictionId = await insertJurisdiction(tx, jurisdiction, at);
        await insertDepartments(tx, jurisdictionId, departments, at);
        const officerId = await insertOfficer(tx, {
          jurisdictionId,
          departmentId: null,
          name: administrator.name,
          signInName: administrator.signInName,
          passwordHash,
          post: '',
          roles: ['administrator'],
          active: true,
          createdAt: at,
          lastSignedInAt: null,
        });
        const actor = { kind: 'officer' as const, id: officerId, name: administrator.name };
        return {
          value: { jurisdictionId, officerId },
          facts: [
            fact('setup.completed', actor, { type: 'jurisdiction', id: jurisdictionId }, jurisdictionId, {
              jurisdictionId,
              jurisdiction: jurisdiction.name,
              level: jurisdiction.level,
              departments: departments.length,
            }),
            fact('officer.added', actor, { type: 'officer', id: officerId }, jurisdictionId, {
              officerId,
              name: administrator.name,
              roles: ['administrator'],
              departmentId: null,
            }),
          ],
        };
      }),
    );
  }
}

const done = () =>
  conflict(
    'setup.done',
    '首次设置已经完成，设置码已作废。请登录。',
    'The first run has been done and its code is void. Please sign in.',
  );
const wrongCode = () =>
  new Refusal(
    403,
    'setup.code',
    '设置码不对。请抄写服务器终端里显示的那一串。',
    'That is not the code. Copy the one that the server’s terminal shows.',
  );

function mustDiffer(names: string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw invalid(
    'department.name-taken',
    `部门名单里“${twice}”出现了两次。`,
    `The list names the department "${twice}" twice.`,
  );
}
