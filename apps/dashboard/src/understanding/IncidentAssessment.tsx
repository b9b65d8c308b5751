// What was made of the incident and why: the emergency read, labels with their reasons, what makes the heat, whose duty it is.
import type { Incident } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Assessments } from './Assessments';
import { EmergencySeenView } from './EmergencySeen';
import { HeatParts } from './HeatParts';
import { Parties } from './IncidentParties';
import { Reasons } from './Reasons';

/** `firstMessageId`: the message with which the incident began, whose labels are explained. */
export function IncidentAssessment({
  incident,
  firstMessageId,
}: {
  incident: Incident;
  firstMessageId: string | null;
}) {
  const { t } = useWords();
  return (
    <div className="assessment">
      <section>
        <h3>{t('understanding.assessing.history')}</h3>
        <Assessments incidentId={incident.id} />
      </section>
      <section>
        <h3>{t('understanding.assessment.emergency')}</h3>
        {incident.emergency ? (
          <EmergencySeenView emergency={incident.emergency} />
        ) : (
          <p className="quiet">{t('understanding.assessment.none')}</p>
        )}
      </section>
      <section>
        <h3>{t('understanding.assessment.labels')}</h3>
        <div className="row tight">
          <TopicTag topic={incident.topic} />
          {incident.areas.map((area) => (
            <TopicTag key={area} topic={area} />
          ))}
        </div>
        {firstMessageId && <ReasonsOf messageId={firstMessageId} />}
      </section>
      <section>
        <h3>{t('understanding.assessment.heat')}</h3>
        <HeatParts incident={incident} />
      </section>
      <section>
        <h3>{t('understanding.assessment.whose')}</h3>
        <Parties incident={incident} />
      </section>
    </div>
  );
}

function ReasonsOf({ messageId }: { messageId: string }) {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('messages.read', { params: { id: messageId } }, { when: may('message.read') });
  if (!asked.data?.labels) return null;
  return (
    <>
      <p className="quiet">{t('understanding.assessment.reasonsOf')}</p>
      <Reasons labels={asked.data.labels} />
    </>
  );
}
