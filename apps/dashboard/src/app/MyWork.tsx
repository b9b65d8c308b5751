// The board of clocks; above it what awaits one's signature and what one's department is named to lead, above one's own what consultations gave it to do.
import { Board } from '../duty/Board';
import { ToSign } from '../duty/ToSign';
import { OwnToAccept } from '../understanding/Acceptance';
import { OwnTasks } from '../understanding/ConsultationTasks';

export const MyWork = () => <Board first={<ToSignAndAccept />} also={<OwnTasks />} />;

const ToSignAndAccept = () => (
  <>
    <ToSign />
    <OwnToAccept />
  </>
);
