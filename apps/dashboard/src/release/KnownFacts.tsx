// What is known of the incident, to be put into the text with one press: figures as the messages gave them, place and times.
import { Button } from 'antd';
import type { Incident } from '#contract';
import { instantToWall, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

/** As an official text writes it: 11月22日9时05分. A release is written in Chinese whatever the page speaks. */
function when(at: string): string {
  const wall = instantToWall(at);
  const [month, day, hour] = [wall.slice(5, 7), wall.slice(8, 10), wall.slice(11, 13)].map(Number);
  return `${month}月${day}日${hour}时${wall.slice(14, 16)}分`;
}

export function KnownFacts({ incident, onInsert }: { incident: Incident; onInsert: (text: string) => void }) {
  const { t } = useWords();
  const { place, occurredAt, detectedAt, emergency } = incident;
  const lines = [
    ...(place ? [t('release.facts.placeText', { text: place })] : []),
    occurredAt
      ? t('release.facts.occurredText', { text: when(occurredAt) })
      : t('release.facts.detectedText', { text: when(detectedAt) }),
  ];
  const quotes = [...new Set(emergency?.facts.map(({ quote }) => quote) ?? [])];
  return (
    <Panel title={t('release.facts.title')} flush>
      <ul className="facts">
        {[...quotes, ...lines].map((text) => (
          <li key={text}>
            <span>{quotes.includes(text) ? `“${text}”` : text}</span>
            <Button
              size="small"
              aria-label={t('release.facts.insertOne', { text })}
              onClick={() => onInsert(text)}
            >
              {t('release.facts.insert')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="checklist-basis quiet">
        {t(quotes.length > 0 ? 'release.facts.source' : 'release.facts.none')}
      </p>
    </Panel>
  );
}
