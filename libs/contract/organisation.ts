// What crosses the wire of organisation: first run, sign-in, departments, officers, tokens.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, page, pageQuery, role, scope } from './shape';

export const departmentKinds = ['news-office', 'government-office', 'department', 'town'] as const;
export const jurisdictionLevel = z.enum(['province', 'city', 'county', 'town']);
const name = z.string().trim().min(1).max(60);
export const jurisdictionName = name;
const signInName = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._-]+$/u, 'letters, digits, dot, dash');
const password = z.string().min(10).max(200);

export const jurisdiction = z.object({ id, parentId: id.nullable(), name, level: jurisdictionLevel });
export type Jurisdiction = z.infer<typeof jurisdiction>;

const departmentInput = z.object({
  name,
  kind: z.enum(departmentKinds),
  topics: z.array(z.string().max(40)).max(60),
  aliases: z.array(z.string().max(60)).max(400).default([]),
});
export const department = departmentInput.extend({
  id,
  jurisdictionId: id,
  active: z.boolean(),
  /** Who is told when a clock of this department breaches. */
  supervisorId: id.nullable(),
  /** Who speaks for it (第一新闻发言人). */
  spokespersonId: id.nullable(),
  /** The department it became part of. */
  mergedInto: id.nullable(),
  officers: z.number().int(),
});
export type Department = z.infer<typeof department>;
export type DepartmentInput = z.infer<typeof departmentInput>;

export const officer = z.object({
  id,
  name,
  signInName,
  post: z.string(),
  roles: z.array(role),
  departmentId: id.nullable(),
  departmentName: z.string().nullable(),
  jurisdictionId: id,
  active: z.boolean(),
  lastSignedInAt: instant.nullable(),
});
export type Officer = z.infer<typeof officer>;

export const session = z.object({
  officer: z.object({
    id,
    name,
    signInName,
    post: z.string(),
    roles: z.array(role),
    departmentId: id.nullable(),
    departmentName: z.string().nullable(),
  }),
  jurisdiction,
  rights: z.array(z.string()),
  /** Send it back as `X-CSRF-Token` with every request that changes something. */
  csrfToken: z.string(),
});
export type Session = z.infer<typeof session>;

export const token = z.object({
  id,
  name,
  scopes: z.array(scope),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type Token = z.infer<typeof token>;

const byId = z.object({ id });

export const organisationRoutes = routes({
  'setup.read': {
    method: 'GET',
    path: '/api/setup',
    summary: { zh: '是否需要首次设置', en: 'Whether the first run is still to be done' },
    answer: z.object({ needed: z.boolean() }),
  },
  'setup.offer': {
    method: 'GET',
    path: '/api/setup/departments',
    summary: { zh: '建议的部门名单', en: 'A starting set of departments' },
    query: z.object({ name, level: jurisdictionLevel.default('county') }),
    answer: z.object({ departments: z.array(departmentInput) }),
  },
  'setup.complete': {
    method: 'POST',
    path: '/api/setup',
    status: 201,
    summary: {
      zh: '完成首次设置：管理员、辖区、部门',
      en: 'First run: administrator, jurisdiction, departments',
    },
    body: z.object({
      /** The one-time code that the terminal printed. */
      code: z.string().trim().min(4).max(64),
      jurisdiction: z.object({ name, level: jurisdictionLevel }),
      administrator: z.object({ name, signInName, password }),
      departments: z.array(departmentInput).min(1).max(200),
    }),
    answer: z.object({ jurisdictionId: id, officerId: id }),
  },
  'session.open': {
    method: 'POST',
    path: '/api/session',
    summary: { zh: '登录', en: 'Sign in' },
    body: z.object({ name: z.string().trim().min(1).max(80), password: z.string().min(1).max(200) }),
    answer: session,
  },
  'session.first': {
    method: 'POST',
    path: '/api/session/first',
    summary: {
      zh: '首次登录：用管理员给的一次性登录码设置自己的密码',
      en: 'The first sign-in: a one-time code from the administrator, and the password to be',
    },
    body: z.object({
      name: z.string().trim().min(1).max(80),
      code: z.string().trim().min(1).max(60),
      password: z.string().min(1).max(200),
    }),
    answer: session,
  },
  'session.read': {
    method: 'GET',
    path: '/api/session',
    summary: { zh: '当前登录人；未登录答 401', en: 'Who am I; 401 when nobody is signed in' },
    answer: session,
  },
  'session.close': {
    method: 'DELETE',
    path: '/api/session',
    status: 204,
    summary: { zh: '退出', en: 'Sign out' },
  },
  'session.password': {
    method: 'POST',
    path: '/api/session/password',
    status: 204,
    summary: { zh: '修改本人密码', en: 'Change my own password' },
    body: z.object({ current: z.string().min(1).max(200), next: password }),
  },
  'jurisdictions.list': {
    method: 'GET',
    path: '/api/jurisdictions',
    summary: { zh: '可见的辖区', en: 'Jurisdictions in view' },
    answer: z.object({ items: z.array(jurisdiction) }),
  },
  'departments.list': {
    method: 'GET',
    path: '/api/departments',
    summary: { zh: '部门', en: 'Departments' },
    answer: z.object({ items: z.array(department) }),
  },
  'departments.add': {
    method: 'POST',
    path: '/api/departments',
    status: 201,
    summary: { zh: '新增部门', en: 'Add a department' },
    /** In one's own jurisdiction when not told. */
    body: departmentInput.extend({ jurisdictionId: id.optional() }),
    answer: department,
  },
  'departments.change': {
    method: 'PATCH',
    path: '/api/departments/:id',
    summary: { zh: '修改部门', en: 'Change a department' },
    params: byId,
    body: departmentInput.partial().extend({
      active: z.boolean().optional(),
      supervisorId: id.nullable().optional(),
      spokespersonId: id.nullable().optional(),
    }),
    answer: department,
  },
  'officers.list': {
    method: 'GET',
    path: '/api/officers',
    summary: { zh: '人员', en: 'Officers' },
    answer: z.object({ items: z.array(officer) }),
  },
  'officers.add': {
    method: 'POST',
    path: '/api/officers',
    status: 201,
    summary: { zh: '新增人员', en: 'Add an officer' },
    body: z.object({
      name,
      signInName,
      post: z.string().max(60).default(''),
      roles: z.array(role).min(1),
      departmentId: id.nullable().default(null),
      password,
    }),
    answer: officer,
  },
  'officers.code': {
    method: 'POST',
    path: '/api/officers/:id/code',
    summary: {
      zh: '给出一次性的首次登录码：只显示这一次，旧码作废',
      en: 'A one-time code for the first sign-in: told once, an older one is void',
    },
    params: byId,
    answer: z.object({ code: z.string(), expiresAt: instant }),
  },
  'officers.change': {
    method: 'PATCH',
    path: '/api/officers/:id',
    summary: { zh: '修改人员、角色、重置密码', en: 'Change an officer, their roles, or set a new password' },
    params: byId,
    body: z.object({
      name: name.optional(),
      post: z.string().max(60).optional(),
      roles: z.array(role).min(1).optional(),
      departmentId: id.nullable().optional(),
      active: z.boolean().optional(),
      password: password.optional(),
    }),
    answer: officer,
  },
  'tokens.list': {
    method: 'GET',
    path: '/api/tokens',
    summary: { zh: '接口令牌', en: 'API tokens' },
    query: pageQuery,
    answer: page(token),
  },
  'tokens.add': {
    method: 'POST',
    path: '/api/tokens',
    status: 201,
    summary: { zh: '新增接口令牌（只显示一次）', en: 'Add an API token; its secret is shown once' },
    body: z.object({ name, scopes: z.array(scope).min(1) }),
    answer: token.extend({ secret: z.string() }),
  },
  'tokens.revoke': {
    method: 'DELETE',
    path: '/api/tokens/:id',
    status: 204,
    summary: { zh: '作废令牌', en: 'Revoke a token' },
    params: byId,
  },
});
