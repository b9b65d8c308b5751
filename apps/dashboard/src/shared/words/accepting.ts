// Sentences of the first responsible party taking a matter on, or handing it on.
import type { Same } from './same';

export const zh = {
  label: '接办',
  waiting: '待接办',
  since: '指定于',
  done: '{{name}} 已接办',
  accept: '接办',
  acceptNamed: '接办“{{title}}”',
  accepted: '已接办。',
  handOn: '转交…',
  handOnTitle: '转交“{{title}}”',
  owed: '待本部门接办的事件 {{count}}',
};

export const en: Same<typeof zh> = {
  label: 'Taken on',
  waiting: 'to be taken on',
  since: 'named',
  done: 'Taken on by {{name}}',
  accept: 'Take on',
  acceptNamed: 'Take on "{{title}}"',
  accepted: 'Taken on.',
  handOn: 'Hand on…',
  handOnTitle: 'Hand on "{{title}}"',
  owed: 'For your department to take on: {{count}}',
};
