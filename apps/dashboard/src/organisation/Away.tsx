// An absence in a line: of what kind, from when until when, who stands in; and the button that ends it.
import { Button } from 'antd';
import type { Absence } from '#contract';
import { useAct } from '../shared/api';
import { serverNow } from '../shared/now';
import { shortInstant } from '../shared/ui';
import { useWords } from '../shared/words';

export function Away({ absence, mayEnd = false }: { absence: Absence; mayEnd?: boolean }) {
  const { t, name, lang } = useWords();
  const ending = useAct('absences.end', { done: t('roster.posts.ended') });
  const at = (instant: string) => shortInstant(Date.parse(instant), serverNow(), t, lang);
  return (
    <div className="row tight">
      <span className="tag">{name('absence', absence.kind)}</span>
      <span>
        {at(absence.from)} – {absence.to ? at(absence.to) : t('roster.posts.open')}
        {absence.standIn && ` · ${t('roster.standsIn', { name: absence.standIn.name })}`}
      </span>
      {mayEnd && (
        <Button
          size="small"
          loading={ending.acting}
          aria-label={t('roster.posts.backNamed', { name: absence.officer.name })}
          onClick={() => ending.act({ params: { id: absence.id } })}
        >
          {t('roster.posts.back')}
        </Button>
      )}
    </div>
  );
}
