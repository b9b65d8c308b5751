// Columns as PostgreSQL reads them: ids digit by digit, whatever their letters; what is no id is not written as one.
import { uuids } from './columns';

const HEAD_AND_LENGTH = 24;

test.each([
  ['small letters', '0192f0a1-7c3d-7e4f-9abc-def012345678'],
  ['capital letters', '0192F0A1-7C3D-7E4F-9ABC-DEF012345678'],
])('an id in %s is its sixteen bytes', (_, id) => {
  const column = uuids([id, null]);
  expect(column.subarray(HEAD_AND_LENGTH, HEAD_AND_LENGTH + 16).toString('hex')).toBe(
    id.replaceAll('-', '').toLowerCase(),
  );
  expect(column.readInt32BE(column.length - 4)).toBe(-1);
});

test('what is no id is refused', () => {
  expect(() => uuids(['0192f0a1'])).toThrow(RangeError);
});
