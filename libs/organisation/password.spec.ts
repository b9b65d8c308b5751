// Passwords accepted and refused; the lock after five failures.
import { lockout, passwordProblem } from './password';

const cases: [string, string[], string | null][] = [
  ['短短短', [], 'password.short'],
  ['ninechars', [], 'password.short'],
  ['山高水长人不老啊啊呀', [], null],
  ['correct horse battery', [], null],
  ['Password123', [], 'password.common'],
  ['１２３４５６７８９０', [], 'password.common'],
  ['aaaaaaaaaaaa', [], 'password.common'],
  ['abababababab', [], 'password.common'],
  ['wangxiaoyun', ['王小云', 'wangxiaoyun'], 'password.name'],
  ['WangXiaoYun88', ['王小云', 'wangxiaoyun'], 'password.name'],
  ['王小云王小云王小云王', ['王小云'], 'password.name'],
  ['wangxiaoyun-river-stone', ['wangxiaoyun'], null],
  ['lx-river-stone', ['l'], null],
  ['a!'.repeat(101), [], 'password.long'],
];

test.each(cases)('%s for %j → %s', (password, names, code) => {
  expect(passwordProblem(password, names)?.code ?? null).toBe(code);
});

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 2, 3, 9, minute, second)).toISOString();
const locks: [string, string[], string, string | null][] = [
  ['no failures', [], at(0), null],
  ['four failures', [at(0), at(1), at(2), at(3)], at(4), null],
  ['five in a row', [at(0), at(1), at(2), at(3), at(4)], at(5), at(19)],
  ['in any order', [at(4), at(0), at(3), at(1), at(2)], at(5), at(19)],
  ['exactly fifteen minutes', [at(0), at(1), at(2), at(3), at(15)], at(16), at(30)],
  ['a second too slow', [at(0), at(1), at(2), at(3), at(15, 1)], at(16), null],
  ['the lock ends', [at(0), at(1), at(2), at(3), at(4)], at(19), null],
  ['one second before it ends', [at(0), at(1), at(2), at(3), at(4)], at(18, 59), at(19)],
  ['more failures move it on', [at(0), at(1), at(2), at(3), at(4), at(20), at(21)], at(22), null],
  ['a clock that runs ahead', [at(0), at(0), at(0), at(0), at(59)], at(5), at(20)],
  ['a broken instant is passed over', ['x', at(1), at(2), at(3), at(4)], at(5), null],
];

test.each(locks)('%s', (_name, failures, now, until) => {
  expect(lockout(failures, now)).toBe(until);
});
