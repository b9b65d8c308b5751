// The board of clocks; above it what one's department is named to lead, above one's own what consultations gave it to do.
import { Board } from '../duty/Board';
import { OwnToAccept } from '../understanding/Acceptance';
import { OwnTasks } from '../understanding/ConsultationTasks';

export const MyWork = () => <Board first={<OwnToAccept />} also={<OwnTasks />} />;
