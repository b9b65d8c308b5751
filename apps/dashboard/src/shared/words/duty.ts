// Sentences of the duty room.
import type { Same } from './same';

export const zh = {
  title: '责任与时限',
  names: {
    clockState: {
      open: '在走',
      met: '按时达成',
      breached: '超期',
      'met-late': '超期后达成',
      waived: '已免除',
    },
    duty: {
      'authoritative-information': '权威信息',
      'press-conference': '新闻发布会',
      'authoritative-release': '权威发布',
      response: '回应',
      'next-update': '下次更新',
      interpretation: '政策解读',
      'regulation-publication': '规范性文件公开',
      'service-change': '办事信息更新',
      'disclosure-reply': '依申请公开答复',
      'hotline-consultation': '热线咨询答复',
      'hotline-request': '热线求助办理',
      'hotline-complaint': '热线投诉办理',
    },
  },
};

export const en: Same<typeof zh> = {
  title: 'Duties',
  names: {
    clockState: {
      open: 'running',
      met: 'met on time',
      breached: 'breached',
      'met-late': 'met late',
      waived: 'waived',
    },
    duty: {
      'authoritative-information': 'authoritative information',
      'press-conference': 'press conference',
      'authoritative-release': 'authoritative release',
      response: 'response',
      'next-update': 'next update',
      interpretation: 'interpretation',
      'regulation-publication': 'publication of a regulation',
      'service-change': 'change of a service',
      'disclosure-reply': 'reply to a disclosure request',
      'hotline-consultation': 'hotline consultation',
      'hotline-request': 'hotline request',
      'hotline-complaint': 'hotline complaint',
    },
  },
};
