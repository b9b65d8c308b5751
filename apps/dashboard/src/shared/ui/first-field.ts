// Which field of a dialogue takes the focus: whoever came by a key would else stand on the cross, where Enter throws it away.

/** A radio that is chosen, a list or a text; a date would open its calendar over the rest. */
const FIELD = 'input[type=radio]:checked, input[role=combobox], input[type=text], textarea';

/** Gives the first field within `box` the focus; does nothing where there is none, or where one has it. */
export function focusFirst(box: HTMLElement | null): void {
  if (!box || box.contains(document.activeElement)) return;
  const fields = [...box.querySelectorAll<HTMLElement>(FIELD)];
  fields.find((field) => !field.closest('.ant-picker') && !field.matches(':disabled'))?.focus();
}
