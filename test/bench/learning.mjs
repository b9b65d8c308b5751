// What corrections do for a model: the mistakes of one half of an unseen fold are corrected, the other half is judged; and the written control set.
import {
  controlTexts,
  dataDir,
  evaluateTopics,
  foldOf,
  learnFrom,
  loadModel,
  messagesIn,
  secondControlTexts,
  trainTopics,
  tryModel,
} from '#understanding';
import { figure, round, say } from './figures.mjs';

const ROWS = 1200;

export async function measure() {
  const shipped = loadModel();
  const sets = { 'the control set': controlTexts, 'the second control set': secondControlTexts };
  for (const [name, texts] of Object.entries(sets)) {
    const control = tryModel(shipped, texts);
    figure(`shipped model on ${name}`, control.macroF1, 'F1', {
      rows: control.rows,
      accuracy: round(control.accuracy, 3),
    });
  }
  const dir = dataDir();
  if (!dir) return say('learning: no labelled material here (name its folder in WENYING_DATA)');
  const all = messagesIn(dir);
  const unseen = all.filter(({ text }) => foldOf(text) === 0);
  const base = {
    ...shipped,
    ...trainTopics(all.filter(({ text }) => foldOf(text) !== 0).slice(0, ROWS), []),
  };
  const [met, judged] = [unseen.filter((_, i) => i % 2 === 0), unseen.filter((_, i) => i % 2 === 1)];
  const isRight = (row) => evaluateTopics([row], base).accuracy === 1;
  const wrong = met.filter((row) => !isRight(row));
  const corrected = wrong.map(({ text, label }, i) => ({
    id: String(i),
    at: String(i).padStart(4, '0'),
    title: '',
    body: text,
    channel: 'mailbox',
    topic: label,
  }));
  const atHand = met.filter(isRight).map(({ text }) => ({ title: '', body: text }));
  const rows = { corrected: corrected.length, judged: judged.length };
  figure('topics before corrections', evaluateTopics(judged, base).macroF1, 'F1', rows);
  const from = performance.now();
  const learnt = learnFrom(base, corrected, atHand);
  const seconds = (performance.now() - from) / 1000;
  figure('topics after corrections', evaluateTopics(judged, learnt).macroF1, 'F1', {
    ...rows,
    seconds: round(seconds, 1),
  });
  figure(
    'the same without texts at hand',
    evaluateTopics(judged, learnFrom(base, corrected, [])).macroF1,
    'F1',
  );
}
