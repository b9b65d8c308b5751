// What changed between two texts, sentence by sentence; said in words as well as shown.
import { useMemo } from 'react';
import { type Change, differenceOf } from '../../../../../libs/intake/difference';
import { useWords } from '../words';

type Text = { title: string; body: string };
export function Difference({ before, after }: { before: Text; after: Text }) {
  const { t } = useWords();
  const title = useMemo(() => differenceOf(before.title, after.title), [before.title, after.title]);
  const body = useMemo(() => differenceOf(before.body, after.body), [before.body, after.body]);
  const isSame = [...title, ...body].every(({ kind }) => kind === 'same');
  if (isSame) return <p className="quiet">{t('app.difference.none')}</p>;
  return (
    <div className="difference">
      <h3>{t('app.difference.heading')}</h3>
      <p>
        <Changes of={title} />
      </p>
      <h3>{t('app.difference.text')}</h3>
      <p>
        <Changes of={body} />
      </p>
    </div>
  );
}

function Changes({ of }: { of: readonly Change[] }) {
  const { t } = useWords();
  // Two pieces of one kind never stand beside each other, so place and kind together are steady enough.
  return of.map(({ kind, text }, place) => {
    const key = `${place}${kind}`;
    if (kind === 'same') return <span key={key}>{text}</span>;
    if (kind === 'added')
      return (
        <ins key={key}>
          <span className="hidden-visually">{t('app.difference.added')}</span>
          {text}
        </ins>
      );
    return (
      <del key={key}>
        <span className="hidden-visually">{t('app.difference.removed')}</span>
        {text}
      </del>
    );
  });
}
