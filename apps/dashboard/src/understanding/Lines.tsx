// Lines of a form that can be added and taken away, each field named for a screen reader with its line.
import { Button, Form, type FormRule } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../shared/words';

type Props = {
  /** The name of the list in the form. */
  name: string;
  title: string;
  empty: Record<string, unknown>;
  /**
   * The fields of one line; `label` names a field with its line, `needed` asks for a field where anything else stands in
   * the line.
   */
  children: (line: number, label: (what: string) => string, needed: FormRule[]) => ReactNode;
};

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
const isBlank = (line: object | undefined) => Object.values(line ?? {}).every(isEmpty);
/** The lines in which anything stands: one that was left blank holds up nothing. */
export const written = <T extends object>(lines: readonly T[] | undefined): T[] =>
  (lines ?? []).filter((line) => !isBlank(line));

export function Lines({ name, title, empty, children }: Props) {
  const { t } = useWords();
  const neededIn =
    (line: number): FormRule =>
    ({ getFieldValue }) => ({
      validator: async (_, value) => {
        if (isEmpty(value) && !isBlank(getFieldValue([name, line])))
          throw new Error(t('understanding.consulting.needed'));
      },
    });
  return (
    <fieldset className="plain lines">
      <legend>{title}</legend>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, i) => (
              <div key={field.key} className="form-line">
                {children(field.name, (what) => t('understanding.consulting.row', { what, n: i + 1 }), [
                  neededIn(field.name),
                ])}
                <Button
                  size="small"
                  aria-label={`${title}: ${t('understanding.consulting.remove', { n: i + 1 })}`}
                  onClick={() => remove(field.name)}
                >
                  ×
                </Button>
              </div>
            ))}
            <Button
              size="small"
              onClick={() => add(empty)}
              aria-label={`${title}: ${t('understanding.consulting.add')}`}
            >
              {t('understanding.consulting.add')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
