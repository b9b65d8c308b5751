// What a clock is about: its incident with the level, or its matter with the kind and number; linked to its page.
import { Link } from 'react-router';
import type { ClockOf } from '#contract';
import { paths } from '../paths';
import { useWords } from '../words';
import { LevelTag } from './Tags';

/** In one line, for labels. */
export const aboutTitle = ({ incident, matter }: ClockOf): string =>
  incident?.title ?? (matter ? `${matter.number} ${matter.title}` : '');

export const aboutId = ({ incident, matter }: ClockOf): string => incident?.id ?? matter?.id ?? '';

export const aboutPath = ({ incident, matter }: ClockOf): string =>
  incident ? paths.incident(incident.id) : paths.matter(matter?.id ?? '');

/** The level of an incident, or the kind of a matter. */
export function AboutTag({ of: { incident, matter } }: { of: ClockOf }) {
  const { name } = useWords();
  if (incident) return <LevelTag level={incident.level} />;
  return matter && <span className="tag">{name('matterKind', matter.kind)}</span>;
}

export function AboutLink({ of, className }: { of: ClockOf; className?: string }) {
  return (
    <Link to={aboutPath(of)} className={className}>
      {aboutTitle(of)}
    </Link>
  );
}
