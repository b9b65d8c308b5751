// Who holds which right, told as a table, and the two rules about the auditor.
import {
  isRole,
  isScope,
  type Right,
  type Role,
  rights,
  rightsOf,
  rightsOfScopes,
  roleConflict,
  roles,
  scopes,
} from './roles';

const may: [Role, Right[], Right[]][] = [
  [
    'news-office',
    [
      'source.manage',
      'spelling.decide',
      'message.open-original',
      'import.run',
      'incident.assess',
      'consultation.keep',
      'policy-risk.assess',
      'release.draft',
      'release.publish',
      'overview.read',
      'partner.read',
      'partner.resend',
    ],
    [
      'partner.manage',
      'rule.sign',
      'release.review',
      'release.approve',
      'duty.extend',
      'ledger.read',
      'ledger.export',
      'officer.manage',
      'organisation.manage',
      'policy-risk.approve',
    ],
  ],
  [
    'department-officer',
    ['message.read', 'duty.acknowledge', 'release.draft', 'policy-risk.draft'],
    [
      'consultation.keep',
      'policy-risk.assess',
      'source.manage',
      'incident.assess',
      'release.review',
      'release.approve',
      'release.publish',
      'message.open-original',
    ],
  ],
  ['reviewer', ['release.review', 'message.read'], ['release.approve', 'release.draft', 'release.publish']],
  [
    'leader',
    [
      'release.approve',
      'duty.extend',
      'incident.assess',
      'overview.read',
      'ledger.read',
      'policy-risk.approve',
    ],
    ['release.review', 'release.draft', 'ledger.export', 'organisation.manage', 'message.open-original'],
  ],
  [
    'auditor',
    ['ledger.read', 'ledger.export', 'message.read', 'job.read', 'partner.read', 'policy-risk.read'],
    ['message.open-original', 'partner.resend'],
  ],
  [
    'administrator',
    [
      'organisation.manage',
      'officer.manage',
      'token.manage',
      'source.manage',
      'partner.manage',
      'partner.resend',
      'job.read',
    ],
    ['ledger.export', 'release.review', 'release.approve', 'incident.assess', 'message.open-original'],
  ],
];

test.each(may)('%s may and may not', (role, yes, no) => {
  const held = rightsOf([role]);
  expect(yes.filter((right) => !held.has(right))).toEqual([]);
  expect(no.filter((right) => held.has(right))).toEqual([]);
});

test('everybody who has signed in sees incidents, duties, releases, the organisation and the live stream', () => {
  const all: Right[] = ['live.read', 'incident.read', 'duty.read', 'release.read', 'organisation.read'];
  for (const held of [[], ...roles.map(({ role }) => [role])]) {
    expect(all.every((right) => rightsOf(held).has(right))).toBe(true);
  }
});

test('the auditor holds every reading right, the export, and nothing that changes anything', () => {
  const held = [...rightsOf(['auditor'])].sort();
  expect(held).toEqual([...rights.filter((right) => right.endsWith('.read')), 'ledger.export'].sort());
});

test('every right is granted to somebody, and several roles add up', () => {
  const held = rightsOf(roles.map(({ role }) => role));
  expect(rights.filter((right) => !held.has(right))).toEqual([]);
  const both = rightsOf(['reviewer', 'department-officer']);
  expect(both.has('release.review') && both.has('release.draft')).toBe(true);
});

test('a token may do what its scopes name and no more', () => {
  expect([...rightsOfScopes(['intake:write'])]).toEqual(['message.enter']);
  expect([...rightsOfScopes([])]).toEqual([]);
  expect(rightsOfScopes(scopes).size).toBe(scopes.length);
});

const conflicts: [Role[], string | null][] = [
  [['auditor'], null],
  [['auditor', 'administrator'], 'role.auditor-administrator'],
  [['auditor', 'leader'], 'role.auditor-writes'],
  [['reviewer', 'auditor'], 'role.auditor-writes'],
  [['news-office', 'administrator'], null],
  [[], null],
];

test.each(conflicts)('roles together: %j → %s', (held, code) => {
  const conflict = roleConflict(held);
  expect(conflict?.code ?? null).toBe(code);
  if (conflict) expect(conflict.reason.zh && conflict.reason.en).toBeTruthy();
});

test('names from outside are told apart', () => {
  expect(isRole('leader')).toBe(true);
  expect(isRole('toString')).toBe(false);
  expect(isScope('intake:write')).toBe(true);
  expect(isScope('constructor')).toBe(false);
});
