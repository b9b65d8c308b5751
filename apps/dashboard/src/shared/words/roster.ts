// Sentences of the duty roster: facts of it as the ledger names them.

/** Facts of the roster, named in the ledger. */
export const zhRosterFacts = {
  'desk.saved': '保存值班岗',
  'desk.closed': '撤销值班岗',
  'roster.shifts-added': '排班',
  'roster.shift-changed': '调整班次',
  'roster.shift-removed': '取消班次',
  'roster.swap-asked': '申请换班',
  'roster.swap-decided': '换班有结果',
  'officer.absence-noted': '登记离岗',
  'officer.absence-ended': '返岗',
  'officer.stand-ins-set': '设定替岗人',
  'roster.gap-found': '发现值班空档',
  'roster.gap-began': '无人值班',
  'roster.gap-closed': '值班空档结束',
};
export const enRosterFacts = {
  'desk.saved': 'desk saved',
  'desk.closed': 'desk closed',
  'roster.shifts-added': 'shifts put on the roster',
  'roster.shift-changed': 'shift changed',
  'roster.shift-removed': 'shift taken off',
  'roster.swap-asked': 'swap asked',
  'roster.swap-decided': 'swap decided',
  'officer.absence-noted': 'absence noted',
  'officer.absence-ended': 'back in post',
  'officer.stand-ins-set': 'stand-ins named',
  'roster.gap-found': 'gap in the roster found',
  'roster.gap-began': 'nobody on duty',
  'roster.gap-closed': 'gap in the roster over',
};
