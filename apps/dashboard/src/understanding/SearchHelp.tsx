// How a search is written, shown below the field when asked for.
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../shared/words';

const lines = ['words', 'phrase', 'without', 'title', 'source', 'number'] as const;

/** The button, and what it opens: the page places them apart. */
export function useSearchHelp() {
  const { t } = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = (
    <Button
      type="text"
      icon={<QuestionCircleOutlined aria-hidden />}
      aria-expanded={open}
      aria-controls={id}
      onClick={() => setOpen(!open)}
    >
      {t('understanding.search.help')}
    </Button>
  );
  const panel = (
    <section id={id} hidden={!open} className="panel" aria-label={t('understanding.search.helpTitle')}>
      {open && <Lines />}
    </section>
  );
  return { button, panel };
}

function Lines() {
  const { t } = useWords();
  return (
    <div className="panel-body">
      <dl className="search-help">
        {lines.map((line) => (
          <div key={line}>
            <dt>
              <code>{t(`understanding.search.${line}`)}</code>
            </dt>
            <dd>{t(`understanding.search.${line}Finds`)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet" style={{ marginBottom: 0 }}>
        {t('understanding.search.helpShare')}
      </p>
    </div>
  );
}
