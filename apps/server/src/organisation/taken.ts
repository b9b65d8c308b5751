// The names of this room that may be taken already, and what people are told then.
import { conflict, type Refusal } from '../platform/problem';

/** By unique index. */
export const taken: Record<string, () => Refusal> = {
  officer_sign_in_name: () =>
    conflict(
      'officer.sign-in-name-taken',
      '这个登录名已有人使用，请换一个。',
      'That sign-in name is taken; choose another.',
    ),
  department_name: () =>
    conflict(
      'department.name-taken',
      '本辖区已有同名部门。',
      'This jurisdiction already has a department of that name.',
    ),
  responsibility_line_once: () =>
    conflict(
      'matrix.line-taken',
      '责任矩阵里已有这个事项在这个级别的一行，请修改那一行。',
      'The matrix already has a line for that matter at that level; change that one.',
    ),
  desk_name: () =>
    conflict(
      'desk.name-taken',
      '本辖区已有同名值班岗。',
      'This jurisdiction already has a desk of that name.',
    ),
  shift_swap_asked: () =>
    conflict(
      'swap.asked-already',
      '这个班次已有换班申请在等答复。',
      'A swap of this shift has been asked and is still unanswered.',
    ),
  jurisdiction_name: () =>
    conflict('jurisdiction.name-taken', '已有同名辖区。', 'There is already a jurisdiction of that name.'),
};
