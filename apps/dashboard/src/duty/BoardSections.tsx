// The clocks of the board in their sections, an incident a row; still under the hand, moved by keys.
import { Button } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Clock } from '#contract';
import { useTicking } from '../shared/now';
import { AboutLink, AboutTag, aboutPath, useHotkeys } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClockCard } from './ClockCard';
import { ClockDrawer } from './ClockDrawer';
import type { Filters } from './filters';
import { type Section, sectionsOf, urgencies } from './grouping';
import { type ClockActs, useClockActs } from './useClockActs';
import { useHeld } from './useHeld';

/** The newest of each clock, and the last seen of those that have left the list while the board is held. */
function useRemembered(clocks: readonly Clock[]) {
  const seen = useRef(new Map<string, Clock>());
  return useMemo(() => {
    const now = new Set<string>();
    for (const clock of clocks) {
      seen.current.set(clock.id, clock);
      now.add(clock.id);
    }
    return { of: (id: string) => seen.current.get(id), isGone: (id: string) => !now.has(id) };
  }, [clocks]);
}

export function BoardSections({ clocks, filters }: { clocks: readonly Clock[]; filters: Filters }) {
  const { t } = useWords();
  const isRunning = filters.state === 'running' || filters.state === 'breached';
  const way = filters.way === 'urgency' && !isRunning ? 'plain' : filters.way;
  const current = useTicking((now) => JSON.stringify(sectionsOf(clocks, way, now)));
  const { shown, waiting, letIn, handlers } = useHeld(current);
  const sections = useMemo(() => JSON.parse(shown) as Section[], [shown]);
  const remembered = useRemembered(clocks);
  const acts = useClockActs();
  const [explained, setExplained] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const { chosen, choose } = useKeys(list, sections, (id) => remembered.of(id), acts);
  return (
    <div className="board" ref={list} {...handlers}>
      <p className="hidden-visually">{t('duty.board.list')}</p>
      <div role="status" className="board-fresh no-print">
        {waiting && (
          <Button type="primary" size="small" onClick={letIn}>
            {t('duty.board.changed')}
          </Button>
        )}
      </div>
      {sections.map((section) => (
        <BoardSection key={section.key} section={section} of={remembered.of} way={way}>
          {(id) => {
            const clock = remembered.of(id);
            return (
              clock && (
                <ClockCard
                  key={id}
                  clock={clock}
                  acts={acts}
                  chosen={chosen === id}
                  gone={remembered.isGone(id)}
                  onChoose={choose}
                  onWhy={setExplained}
                />
              )
            );
          }}
        </BoardSection>
      ))}
      {acts.dialogue}
      <ClockDrawer
        clock={explained === null ? null : (remembered.of(explained) ?? null)}
        onClose={() => setExplained(null)}
      />
    </div>
  );
}

function useKeys(
  list: React.RefObject<HTMLDivElement | null>,
  sections: readonly Section[],
  of: (id: string) => Clock | undefined,
  acts: ClockActs,
) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | null>(null);
  // Two quick keys come faster than the page is drawn.
  const at = useRef<string | null>(null);
  const choose = useCallback((id: string) => {
    at.current = id;
    setChosen(id);
  }, []);
  const order = sections.flatMap(({ rows }) => rows.flatMap((row) => row.clocks));
  const move = (by: 1 | -1) => {
    const place = at.current === null ? -1 : order.indexOf(at.current);
    const next = order[place === -1 ? 0 : Math.min(order.length - 1, Math.max(0, place + by))];
    if (next) list.current?.querySelector<HTMLElement>(`[data-clock="${next}"]`)?.focus();
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      const clock = of(at.current ?? '');
      if (clock) void navigate(aboutPath(clock));
    },
    a: () => {
      const clock = of(at.current ?? '');
      if (clock && acts.mayAcknowledge(clock)) acts.acknowledge(clock);
    },
  });
  return { chosen, choose };
}

type SectionProps = {
  section: Section;
  of: (id: string) => Clock | undefined;
  way: Filters['way'] | 'plain';
  children: (id: string) => React.ReactNode;
};
function BoardSection({ section, of, way, children }: SectionProps) {
  const { t } = useWords();
  const { key, rows, count, overdue, soon } = section;
  const isOfSomebody = way === 'holder' || way === 'department';
  const first = of(rows[0]?.clocks[0] ?? '');
  const urgency = urgencies.find((one) => one === key);
  const named = isOfSomebody ? first?.[way]?.name : undefined;
  const title = urgency ? t(`duty.board.urgency.${urgency}`) : (named ?? t('duty.board.nobody'));
  return (
    <section className={`board-section ${urgency ?? ''}`}>
      {way !== 'plain' && (
        <h2>
          {title} <span className="quiet tabular">{t('duty.board.clocks', { count })}</span>
          {isOfSomebody && overdue > 0 && (
            <span className="section-overdue tabular"> ◆ {t('duty.board.overdue', { count: overdue })}</span>
          )}
          {isOfSomebody && soon > 0 && (
            <span className="section-soon tabular"> ▲ {t('duty.board.soon', { count: soon })}</span>
          )}
        </h2>
      )}
      <ul className="board-rows">
        {rows.map((row) => (
          <BoardRow key={row.about} first={of(row.clocks[0] ?? '')}>
            {row.clocks.map(children)}
          </BoardRow>
        ))}
      </ul>
    </section>
  );
}

type RowProps = { first: Clock | undefined; children: React.ReactNode };
function BoardRow({ first, children }: RowProps) {
  if (!first) return null;
  return (
    <li className="board-row">
      <div className="board-incident">
        <AboutTag of={first} />
        <AboutLink of={first} />
      </div>
      <ul className="board-clocks">{children}</ul>
    </li>
  );
}
