// Sentences of the release room.
import type { Same } from './same';

export const zh = {
  title: '发布',
  names: {
    releaseForm: {
      statement: '权威发布稿',
      'press-conference': '新闻发布会',
      interpretation: '政策解读',
      reply: '答复',
    },
    releaseState: {
      draft: '起草中',
      'secrecy-review': '保密审查中',
      approval: '待审批',
      approved: '已批准，待发布',
      published: '已发布',
      withdrawn: '已撤回',
    },
    checklist: {
      facts: '事实真相',
      measures: '政策措施',
      results: '处置结果',
      causes: '成因',
      solutions: '解决方案',
      constraints: '制约因素',
    },
  },
};

export const en: Same<typeof zh> = {
  title: 'Releases',
  names: {
    releaseForm: {
      statement: 'statement',
      'press-conference': 'press conference',
      interpretation: 'interpretation',
      reply: 'reply',
    },
    releaseState: {
      draft: 'draft',
      'secrecy-review': 'in secrecy review',
      approval: 'to be approved',
      approved: 'approved, not yet out',
      published: 'published',
      withdrawn: 'withdrawn',
    },
    checklist: {
      facts: 'the facts',
      measures: 'policy and measures',
      results: 'what was done',
      causes: 'causes',
      solutions: 'solutions',
      constraints: 'constraints',
    },
  },
};
