// The drills: prepared, running, ended; with the way to prepare another.
import { Button, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { DrillCard } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Instant, LevelTag, StateTag, type Tone } from '../shared/ui';
import { OpeningTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import './duty.css';
import { Head } from './Head';

const tones: Record<DrillCard['state'], Tone> = {
  prepared: 'plain',
  running: 'warn',
  ended: 'good',
  dropped: 'plain',
};

export function Drills() {
  const { t } = useWords();
  const { may } = useSession();
  const go = useNavigate();
  const asked = useAsk('drills.list', {}, { every: 30_000 });
  return (
    <>
      <Head
        title={t('drills.question')}
        actions={
          may('drill.run') && (
            <Button type="primary" onClick={() => void go(`${paths.drills}/new`)}>
              {t('drills.prepare')}
            </Button>
          )
        }
      />
      <p className="quiet">{t('drills.intro')}</p>
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('drills.empty')} next={t('drills.emptyNext')} />
          ) : (
            <List items={items} />
          )
        }
      </Answered>
    </>
  );
}

export function DrillState({ drill }: { drill: Pick<DrillCard, 'state'> }) {
  const { t } = useWords();
  return <StateTag tone={tones[drill.state]}>{t(`drills.states.${drill.state}`)}</StateTag>;
}

function List({ items }: { items: DrillCard[] }) {
  const { t } = useWords();
  const columns: TableColumnsType<DrillCard> = [
    {
      title: t('drills.name'),
      key: 'name',
      render: (_, drill) => (
        <>
          <span className="drill-mark">{t('drills.mark')}</span>{' '}
          <Link to={paths.drill(drill.id)}>{drill.name}</Link>
        </>
      ),
    },
    {
      title: t('drills.level'),
      key: 'level',
      width: 130,
      render: (_, { level }) => <LevelTag level={level} />,
    },
    {
      title: t('drills.state'),
      key: 'state',
      width: 120,
      render: (_, drill) => <DrillState drill={drill} />,
    },
    {
      title: t('drills.people'),
      key: 'people',
      width: 130,
      render: (_, { people }) => t('drills.peopleCount', { count: people }),
    },
    {
      title: t('drills.by'),
      key: 'by',
      width: 190,
      render: (_, drill) => (
        <>
          {drill.preparedBy} · <Instant at={drill.startedAt ?? drill.preparedAt} />
        </>
      ),
    },
  ];
  return <OpeningTable items={items} columns={columns} width={760} to={({ id }) => paths.drill(id)} />;
}
