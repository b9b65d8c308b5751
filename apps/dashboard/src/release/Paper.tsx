// The text on its paper: written in a plain field, with what was found in it marked in its place behind the letters.
import { type RefObject, useEffect, useRef } from 'react';

export type MarkKind = 'must' | 'note' | 'tick' | 'found';
export type TextMark = { start: number; end: number; kind: MarkKind };
type Piece = { text: string; kinds: MarkKind[]; at: number };

/** Cuts the text wherever a mark begins or ends; marks may overlap. */
function piecesOf(text: string, marks: readonly TextMark[]): Piece[] {
  const inside = marks.filter(({ start, end }) => end > start && start < text.length);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((at, place) => ({
    at,
    text: text.slice(at, cuts[place + 1]),
    kinds: inside.filter(({ start, end }) => start <= at && at < end).map(({ kind }) => kind),
  }));
}

function Pieces({ text, marks }: { text: string; marks: readonly TextMark[] }) {
  return piecesOf(text, marks).map(({ text: part, kinds, at }) =>
    kinds.length === 0 ? (
      part
    ) : (
      <mark key={at} className={kinds.join(' ')}>
        {part}
      </mark>
    ),
  );
}

/** Brings the passage that was asked for into view. */
function useFound(box: RefObject<HTMLElement | null>, marks: readonly TextMark[]) {
  const found = marks.find(({ kind }) => kind === 'found');
  const place = found ? `${found.start}-${found.end}` : null;
  useEffect(() => {
    if (place) box.current?.querySelector('mark.found')?.scrollIntoView({ block: 'nearest' });
  }, [box, place]);
}

export type Selected = { start: number; end: number };
/** What is selected in the field, however it came about: mouse, keys, the handles of a phone, a press elsewhere. */
function useSelected(field: RefObject<HTMLTextAreaElement | null>, onSelect: (selected: Selected) => void) {
  useEffect(() => {
    const tell = () => {
      const at = field.current;
      if (at && document.activeElement === at) onSelect({ start: at.selectionStart, end: at.selectionEnd });
    };
    document.addEventListener('selectionchange', tell);
    return () => document.removeEventListener('selectionchange', tell);
  }, [field, onSelect]);
}
type PaperProps = {
  id: string;
  text: string;
  marks: readonly TextMark[];
  field: RefObject<HTMLTextAreaElement | null>;
  hint: string;
  describedBy?: string;
  onChange: (text: string) => void;
  onSelect: (selected: Selected) => void;
};
export function Paper({ id, text, marks, field, hint, describedBy, onChange, onSelect }: PaperProps) {
  const box = useRef<HTMLDivElement>(null);
  useFound(box, marks);
  useSelected(field, onSelect);
  return (
    <div className="paper" ref={box}>
      <div className="paper-marks" aria-hidden="true">
        <Pieces text={text} marks={marks} />
        {'\n'}
      </div>
      <textarea
        id={id}
        name="body"
        ref={field}
        value={text}
        aria-describedby={describedBy}
        placeholder={hint}
        maxLength={50_000}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** The same paper to read: nothing to write, the marks still there. */
export function ReadPaper({
  text,
  marks,
  label,
}: {
  text: string;
  marks: readonly TextMark[];
  label: string;
}) {
  const box = useRef<HTMLElement>(null);
  useFound(box, marks);
  return (
    <section className="paper read" ref={box} aria-label={label}>
      <Pieces text={text} marks={marks} />
    </section>
  );
}
