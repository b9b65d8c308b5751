// Sentences of the door: signing in, for the first time, again over an open page, and out; one's own password.
import type { Same } from './same';

export const zh = {
  signIn: {
    title: '登录闻应',
    name: '登录名',
    password: '密码',
    submit: '登录',
    nameNeeded: '请填写登录名',
    passwordNeeded: '请填写密码',
    public: '查看公开发布页',
  },
  again: {
    title: '登录已失效，请再输一次密码',
    kept: '这一页和您填写的内容都还在；登录后，刚才的操作会接着完成。',
    go: '继续',
    leave: '换人登录（放弃这一页未保存的内容）',
  },
  first: {
    title: '首次登录',
    intro: '用管理员给您的一次性登录码，为自己设置密码。此码只能用一次，过期作废。',
    code: '首次登录码',
    codeNeeded: '请填写首次登录码',
    submit: '设置密码并登录',
    back: '已有密码，返回登录',
  },
  signOut: '退出登录',
  me: { menu: '我的账号：{{name}}', password: '修改密码', keys: '键盘操作' },
  password: {
    title: '修改本人密码',
    current: '当前密码',
    next: '新密码',
    again: '再输一次新密码',
    short: '至少 10 个字符',
    differ: '两次输入的新密码不同',
    done: '密码已修改。',
    save: '修改密码',
  },
};

export const en: Same<typeof zh> = {
  signIn: {
    title: 'Sign in to Wenying',
    name: 'Sign-in name',
    password: 'Password',
    submit: 'Sign in',
    nameNeeded: 'Enter your sign-in name',
    passwordNeeded: 'Enter your password',
    public: 'See the public releases',
  },
  again: {
    title: 'Your session has ended: enter your password again',
    kept: 'This page and what you typed are kept; once you are back, what you were doing goes on.',
    go: 'Go on',
    leave: 'Sign in as somebody else (what is unsaved on this page is lost)',
  },
  first: {
    title: 'First sign-in',
    intro:
      'Choose a password of your own with the one-time code from your administrator. It works once and expires.',
    code: 'One-time code',
    codeNeeded: 'Enter the one-time code',
    submit: 'Set the password and sign in',
    back: 'I have a password',
  },
  signOut: 'Sign out',
  me: { menu: 'My account: {{name}}', password: 'Change password', keys: 'Keyboard' },
  password: {
    title: 'Change my password',
    current: 'Current password',
    next: 'New password',
    again: 'New password again',
    short: 'At least 10 characters',
    differ: 'The two new passwords differ',
    done: 'Your password is changed.',
    save: 'Change password',
  },
};
