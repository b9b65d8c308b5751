// The board of clocks, and above one's own what consultations gave one's department to do.
import { Board } from '../duty/Board';
import { OwnTasks } from '../understanding/ConsultationTasks';

export const MyWork = () => <Board also={<OwnTasks />} />;
