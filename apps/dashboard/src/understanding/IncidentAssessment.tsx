// What was made of the incident and why: the emergency read, labels with their reasons, what makes the heat, whose duty it is.
import type { Incident } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Assessments } from './Assessments';
import { EmergencySeenView } from './EmergencySeen';
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
        <Heat incident={incident} />
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

/** In the order of their weight. */
const heatParts = ['volume', 'spread', 'hotline', 'recency'];
function Heat({ incident }: { incident: Incident }) {
  const { t, name } = useWords();
  const parts = Object.entries(incident.heatParts).sort(
    ([a], [b]) => heatParts.indexOf(a) - heatParts.indexOf(b),
  );
  const top = Math.max(1, ...parts.map(([, value]) => value));
  const all = Math.max(
    1,
    parts.reduce((sum, [, value]) => sum + value, 0),
  );
  return (
    <>
      <table className="facts-table">
        <tbody>
          {parts.map(([part, value]) => (
            <tr key={part}>
              <th scope="row">{name('heatPart', part)}</th>
              <td className="quiet">
                <HeatWords part={part} counts={incident.heatCounts} />
              </td>
              <td style={{ width: '20%' }}>
                <div className="bar" aria-hidden="true">
                  <i style={{ width: `${Math.max(0, (value / top) * 100)}%` }} />
                </div>
              </td>
              <td className="number">
                {t('rules.heat.of', {
                  value: Math.round(value * 10) / 10,
                  share: Math.round((value / all) * 100),
                })}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <strong>{t('understanding.assessment.heatAll')}</strong>
            </th>
            <td />
            <td />
            <td className="number">
              <strong>{Math.round(incident.heat)}</strong>
            </td>
          </tr>
        </tbody>
      </table>
      <p className="quiet">{t('understanding.assessment.heatHelp')}</p>
    </>
  );
}

/** What a part was worked out from, in words; nothing where it has not been worked out since that is kept. */
function HeatWords({ part, counts }: { part: string; counts: Incident['heatCounts'] }) {
  const { t } = useWords();
  if (counts.messages === undefined) return null;
  switch (part) {
    case 'volume':
      return t('rules.heat.volume', counts);
    case 'spread':
      return t('rules.heat.spread', counts);
    case 'hotline':
      return t('rules.heat.hotline', counts);
    case 'recency':
      return t('rules.heat.recency', counts);
    default:
      return null;
  }
}
