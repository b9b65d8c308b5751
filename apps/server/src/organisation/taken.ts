// A name that is already taken, as the database tells it, becomes a sentence for people.

import { conflict, type Refusal } from '../platform/problem';
import { QueryFailedError } from '../platform/reading';

const refusals: Record<string, () => Refusal> = {
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
  jurisdiction_name: () =>
    conflict('jurisdiction.name-taken', '已有同名辖区。', 'There is already a jurisdiction of that name.'),
};

/** Runs the work; a breach of one of our unique names is told as a refusal. */
export async function tellingTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof QueryFailedError)) throw thrown;
    const { code, constraint } = thrown.driverError as { code?: string; constraint?: string };
    const refusal = code === '23505' && constraint ? refusals[constraint] : undefined;
    throw refusal ? refusal() : thrown;
  }
}
