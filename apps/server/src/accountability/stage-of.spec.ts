// The stage of each act in a timeline, as a table.
import { stageOf } from './stage-of';

test.each([
  ['incident.confirmed', 'understanding'],
  ['consultation.closed', 'understanding'],
  ['policy-risk.approved', 'understanding'],
  ['rule.raised', 'understanding'],
  ['duty.opened.2', 'duty'],
  ['notice.told', 'duty'],
  ['drill.started', 'duty'],
  ['release.published', 'release'],
  ['original.read', 'intake'],
  ['hook.added', 'intake'],
  ['ledger.exported', 'accountability'],
  ['backup.made', 'accountability'],
  ['officer.added', 'organisation'],
])('%s: %s', (kind, stage) => expect(stageOf(kind)).toBe(stage));
