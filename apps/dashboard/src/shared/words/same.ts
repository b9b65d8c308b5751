// The type that makes the two languages carry the same keys.

/** The same tree with other sentences; where Chinese has one form (`_other`), English may add its singular (`_one`). */
export type Same<T> = {
  [K in keyof T]: T[K] extends string ? string : Same<T[K]>;
} & {
  [K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_one` : never]?: string;
};
