// What other rooms may use of organisation: roles and rights, starting departments, who is responsible, who is on duty, passwords.
export * from './agencies';
export * from './agency-hints';
export * from './citation';
export * from './days';
export type * from './facts';
export * from './matrix';
export * from './password';
export * from './responsible';
export * from './roles';
export * from './roster';
export * from './roster-gaps';
export * from './starting';
export type * from './words';
