// 望澜县, an invented county: its people, and what they sign in with. No such place or person exists.
import type { roles } from '#contract';

export const county = '望澜县';
/** For the demo only: its database is thrown away. */
export const demoPassword = '望澜-演示-2026';

export type DemoPerson = {
  signInName: string;
  name: string;
  post: string;
  role: (typeof roles)[number];
  department: string | null;
};

/** Departments are named by the kind of work they do; the starting set of a county knows which that is. */
export const people: DemoPerson[] = [
  { signInName: 'wangmin', name: '王敏', post: '新闻办值班员', role: 'news-office', department: '宣传部' },
  {
    signInName: 'liqiang',
    name: '李强',
    post: '卫健局办公室主任',
    role: 'department-officer',
    department: '卫生健康局',
  },
  {
    signInName: 'sunyue',
    name: '孙悦',
    post: '住建局信息员',
    role: 'department-officer',
    department: '住房和城乡建设局',
  },
  {
    signInName: 'gaofeng',
    name: '高峰',
    post: '应急局值班室',
    role: 'department-officer',
    department: '应急管理局',
  },
  {
    signInName: 'tanglin',
    name: '唐琳',
    post: '生态环境局信息员',
    role: 'department-officer',
    department: '生态环境局',
  },
  { signInName: 'zhouning', name: '周宁', post: '保密审查员', role: 'reviewer', department: '政府办公室' },
  { signInName: 'chenli', name: '陈立', post: '分管副县长', role: 'leader', department: '政府办公室' },
  { signInName: 'hejing', name: '何静', post: '审计员', role: 'auditor', department: null },
];
export const administrator = { signInName: 'admin', name: '管理员' };
