// One climb as a line to scan: what it is about, who was told last, by which channel and when, who has it in hand until when, what comes next and when.
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type HTMLAttributes, useId } from 'react';
import { Link } from 'react-router';
import type { ClimbView } from '#contract';
import { paths } from '../shared/paths';
import {
  AboutTag,
  aboutTitle,
  ClimbChannels,
  ClimbNext,
  ClimbState,
  ClimbSteps,
  Instant,
  StateTag,
  TakeUp,
} from '../shared/ui';
import { useWords } from '../shared/words';

type Props = HTMLAttributes<HTMLLIElement> & { climb: ClimbView; isOpen: boolean; onToggle: () => void };
export function ClimbLine({ climb, isOpen, onToggle, ...row }: Props) {
  const { t, pick, name } = useWords();
  const details = useId();
  const { clockId, taskId, incident, duty, since } = climb;
  const to = taskId && incident ? `${paths.incident(incident.id)}?tab=duty` : paths.duty(clockId);
  return (
    <li className="line climb" {...row}>
      <Button
        type="text"
        size="small"
        className="climb-open"
        icon={isOpen ? <DownOutlined /> : <RightOutlined />}
        aria-expanded={isOpen}
        aria-controls={details}
        aria-label={t('notices.climbs.open', { title: aboutTitle(climb) })}
        onClick={onToggle}
      />
      <div className="climb-about">
        <Link to={to} className="climb-title">
          {pick(duty)}: {aboutTitle(climb)}
        </Link>
        <div className="row tight quiet">
          <AboutTag of={climb} />
          <span>{name('ladderStart', since)}</span>
        </div>
      </div>
      <Told climb={climb} />
      <div className="climb-held">
        <ClimbState climb={climb} />
      </div>
      <div className="climb-next">
        <ClimbNext climb={climb} />
      </div>
      <div className="climb-act">
        <TakeUp climb={climb} />
      </div>
      <div id={details} className="climb-details" hidden={!isOpen}>
        {isOpen && <ClimbSteps climb={climb} />}
      </div>
    </li>
  );
}

/** The newest step that told somebody; that a later one found nobody stands beside it. */
function Told({ climb: { steps } }: { climb: ClimbView }) {
  const { t, name } = useWords();
  const taken = steps.filter(({ target }) => target !== null);
  const last = taken.filter(({ told }) => told.length > 0).at(-1);
  const newest = taken.at(-1);
  const rungOf = ({ rung, target }: (typeof steps)[number]) =>
    target ? t('notices.climbs.rung', { rung, target: name('rungTarget', target) }) : '';
  return (
    <div className="climb-told">
      <span className="quiet">{t('notices.climbs.toldTo')} </span>
      {last ? (
        <>
          <strong>{last.told.map((one) => one.name).join(t('notices.climbs.comma'))}</strong>{' '}
          <Instant at={last.takenAt} />
          <div className="row tight quiet">
            <span>{rungOf(last)}</span>
            {last.repeat > 0 && <span>{t('notices.climbs.again', { count: last.repeat })}</span>}
            <ClimbChannels step={last} />
          </div>
        </>
      ) : (
        <span className="quiet">{t('notices.climbs.noneYet')}</span>
      )}
      {newest && newest.told.length === 0 && (
        <div className="row tight">
          <StateTag tone="bad">{t('notices.climbs.nobody')}</StateTag>
          <span className="quiet">{rungOf(newest)}</span>
        </div>
      )}
    </div>
  );
}
