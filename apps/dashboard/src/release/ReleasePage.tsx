// One release: opened by its id, or begun as new for an incident.
import { useCallback, useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Incident, Release } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Loading, PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';
import { type Content, contentOf, releaseForms } from './content';
import { Desk } from './Desk';

const newId = 'new';

/** A text begun here stays on the page, keyboard and all, when its first saving gives it an address. */
export function ReleasePage() {
  const { id = newId } = useParams();
  const { key } = useLocation();
  const navigate = useNavigate();
  const [born, setBorn] = useState<{ id: string; sitting: string } | null>(null);
  const sitting = id === newId ? key : born?.id === id ? born.sitting : null;
  const onBorn = useCallback(
    (bornId: string) => {
      setBorn({ id: bornId, sitting: key });
      void navigate(paths.release(bornId), { replace: true });
    },
    [key, navigate],
  );
  if (sitting === null) return <Saved key={id} id={id} />;
  return <New key={sitting} born={id === newId ? null : id} onBorn={onBorn} />;
}

const never = () => undefined;
function Saved({ id }: { id: string }) {
  // A review passed elsewhere raises no alert; whoever waits for it here sees it all the same.
  const asked = useAsk('releases.read', { params: { id } }, { every: 30_000 });
  const { t } = useWords();
  const incident = useIncident(asked.data?.incidentId ?? null);
  return (
    <>
      {!asked.data && <PageTitle title={t('release.title')} />}
      <Answered of={asked} rows={14}>
        {(release) => (
          <Desk
            key={deskOf(release)}
            release={release}
            incident={incident.data}
            incidentId={release.incidentId}
            matterId={release.matterId}
            blank={contentOf(release)}
            onBorn={never}
          />
        )}
      </Answered>
    </>
  );
}

/** Another step or edition is another sitting at the desk. */
const deskOf = ({ state, edition }: Pick<Release, 'state' | 'edition'>): string => `${state}.${edition}`;
const first = deskOf({ state: 'draft', edition: 1 });

function New({ born, onBorn }: { born: string | null; onBorn: (id: string) => void }) {
  const { t } = useWords();
  const { may } = useSession();
  const [params] = useSearchParams();
  const [given] = useState(() => ({
    incidentId: params.get('incident'),
    matterId: params.get('matter'),
    form: params.get('form'),
  }));
  const incident = useIncident(given.incidentId);
  const matter = useMatter(given.matterId);
  const asked = useAsk('releases.read', { params: { id: born ?? '' } }, { when: born !== null });
  if (!may('release.draft'))
    return <EmptyState title={t('app.problem.notPermitted')} next={t('app.problem.notPermittedDetail')} />;
  if (incident.isWaiting || matter.isWaiting) return <Loading rows={14} />;
  const release = asked.data ?? null;
  const titleFor = (about: Incident | null) =>
    about ? t('release.edit.titleFor', { title: about.title }) : '';
  const titleOn = (title: string) =>
    given.form === 'interpretation' ? t('release.edit.interpretationOf', { title }) : title;
  return (
    <Desk
      key={release ? deskOf(release) : first}
      release={release}
      incident={incident.data}
      incidentId={given.incidentId}
      matterId={given.matterId}
      blank={blankFor(matter.title === null ? titleFor(incident.data) : titleOn(matter.title), given.form)}
      onBorn={onBorn}
    />
  );
}

function useIncident(id: string | null): { data: Incident | null; isWaiting: boolean } {
  const asked = useAsk(
    'incidents.read',
    { params: { id: id ?? '' } },
    { when: id !== null, staleMs: 60_000 },
  );
  return { data: asked.data ?? null, isWaiting: id !== null && asked.isPending };
}

/** The title of the matter that the text is to be about. */
function useMatter(id: string | null): { title: string | null; isWaiting: boolean } {
  const asked = useAsk('matters.read', { params: { id: id ?? '' } }, { when: id !== null, staleMs: 60_000 });
  return { title: asked.data?.title ?? null, isWaiting: id !== null && asked.isPending };
}

function blankFor(title: string, form: string | null): Content {
  return {
    form: releaseForms.find((one) => one === form) ?? 'statement',
    title: title.slice(0, 200),
    body: '',
    place: '',
    checklist: {},
  };
}
