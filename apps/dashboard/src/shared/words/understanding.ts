// Sentences of the understanding room.
import type { Same } from './same';

export const zh = {
  title: '研判',
  names: {
    incidentState: {
      proposed: '待确认',
      confirmed: '已确认',
      dismissed: '不作为事件',
      merged: '已并入',
      closed: '已办结',
    },
  },
};

export const en: Same<typeof zh> = {
  title: 'Understanding',
  names: {
    incidentState: {
      proposed: 'to be confirmed',
      confirmed: 'confirmed',
      dismissed: 'not an incident',
      merged: 'merged',
      closed: 'closed',
    },
  },
};
