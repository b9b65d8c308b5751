// What other rooms may use of organisation: roles and rights, starting departments, who is responsible, passwords.
export type * from './facts';
export * from './password';
export * from './responsible';
export * from './roles';
export * from './starting';
export type * from './words';
