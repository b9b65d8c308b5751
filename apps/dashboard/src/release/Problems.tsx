// What the check found, each with its place in the text and a way to it.
import { Button } from 'antd';
import type { ReleaseProblem } from '#contract';
import { Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import type { Selected } from './Paper';
import type { Checked } from './useCheck';

/** Which paragraph and which character of it, from 1. */
function placeOf(body: string, at: number): { paragraph: number; at: number } {
  const lines = body.slice(0, at).split('\n');
  const before = lines.slice(0, -1).filter((line) => line.trim()).length;
  return { paragraph: before + 1, at: (lines.at(-1)?.length ?? 0) + 1 };
}

type Props = {
  checked: Checked;
  body: string;
  hasTitle: boolean;
  editable: boolean;
  onFind: (place: Selected) => void;
};
export function Problems({ checked, body, hasTitle, editable, onFind }: Props) {
  const { t } = useWords();
  const { problems } = checked;
  const must = problems.filter(({ blocking }) => blocking).length;
  const notes = problems.length - must;
  const summary = [
    must > 0 && t('release.check.blocking', { count: must }),
    notes > 0 && t('release.check.notes', { count: notes }),
  ].filter(Boolean);
  return (
    <Panel
      title={t('release.check.title')}
      extra={
        <span role="status" className="quiet">
          {checked.isChecking ? t('release.check.checking') : summary.join(' · ')}
        </span>
      }
    >
      {problems.length === 0 ? (
        <p className="quiet">
          {editable && !hasTitle ? t('release.check.later') : `✓ ${t('release.check.none')}`}
        </p>
      ) : (
        <ol className="problems">
          {[...problems]
            .sort((a, b) => Number(b.blocking) - Number(a.blocking))
            .map((problem, n) => (
              <Line
                key={`${problem.code}${problem.start ?? ''}${problem.zh}`}
                problem={problem}
                n={n + 1}
                body={body}
                onFind={onFind}
              />
            ))}
        </ol>
      )}
    </Panel>
  );
}

type LineProps = { problem: ReleaseProblem; n: number; body: string; onFind: Props['onFind'] };
function Line({ problem, n, body, onFind }: LineProps) {
  const { t, lang } = useWords();
  const { start, end, blocking } = problem;
  return (
    <li>
      <StateTag tone={blocking ? 'bad' : 'warn'}>
        {t(blocking ? 'release.check.must' : 'release.check.note')}
      </StateTag>
      <span className="problem-words">
        {problem[lang]}
        {start !== undefined && (
          <span className="quiet"> {t('release.check.where', placeOf(body, start))}</span>
        )}
      </span>
      {start !== undefined && end !== undefined && (
        <Button
          size="small"
          aria-label={t('release.check.locateOne', { n })}
          onClick={() => onFind({ start, end })}
        >
          {t('release.check.locate')}
        </Button>
      )}
    </li>
  );
}
