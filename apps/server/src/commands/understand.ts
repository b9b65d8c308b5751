// `wenying classify`, `group`, `train`, `evaluate`: the same code, model and settings as the server.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  crossValidate,
  crossValidateSorts,
  dataDir,
  evaluateGrouping,
  evaluateTopics,
  groupAll,
  loadModel,
  messagesIn,
  newsIn,
  newsTitlesIn,
  openGrouper,
  openUnderstanding,
  readLabelled,
  type Scores,
  saveModel,
  segmentedIn,
  shippedModel,
  type ToGroup,
  topicExamples,
  trainAll,
  type Understanding,
} from '#understanding';
import { CommandFault, complain, idOf, JsonLines, print, textOf } from './lines';

const messageOf = (value: Record<string, unknown>) => ({
  id: idOf(value),
  title: textOf(value, 'title'),
  body: textOf(value, 'body'),
  channel: textOf(value, 'channel') || null,
  publishedAt: textOf(value, 'publishedAt') || null,
});

/** With the shipped model, or with another that was opened. */
export async function classifyLines(
  file?: string,
  { classify }: Pick<Understanding, 'classify'> = openUnderstanding(),
): Promise<number> {
  const lines = new JsonLines(file, messageOf);
  for await (const { value } of lines.values()) await print({ id: value.id, ...classify(value) });
  return lines.exitCode();
}

export async function groupLines(file?: string): Promise<number> {
  const lines = new JsonLines(file, messageOf);
  const ids: (string | number)[] = [];
  const messages: ToGroup[] = [];
  for await (const { value } of lines.values()) {
    ids.push(value.id);
    messages.push({ ...value, id: String(value.id) });
  }
  let n = 0;
  const grouped = groupAll(openGrouper({ newId: () => `incident-${++n}` }), messages);
  for (const [i, { incidentId }] of grouped.entries()) await print({ id: ids[i], incidentId });
  return lines.exitCode();
}

function material(file: string | undefined) {
  const dir = dataDir();
  if (file && !existsSync(file)) throw new CommandFault(`没有这个文件 / no such file: ${file}`);
  if (!file && !dir)
    throw new CommandFault(
      '没有训练数据：请给出标注文件，或用 WENYING_DATA 指明数据目录 / no data: name a labelled file, or set WENYING_DATA',
    );
  return { dir, messages: file ? readLabelled(file) : messagesIn(dir!) };
}

/** Without a file: everything, from the data folder. With one: the topics from that file, the rest as shipped. */
export async function trainModel(file: string | undefined, out: string | undefined): Promise<number> {
  const { dir, messages } = material(file);
  const target = out ? path.join(out, 'model.bin') : file ? null : shippedModelOrNew();
  if (!target)
    throw new CommandFault('请用 --out 指明模型写到哪里 / say where to write the model: --out DIR');
  const day = new Date().toISOString().slice(0, 10);
  complain(`训练中 / training on ${messages.length} …`);
  if (dir) {
    const segmented = file ? [] : segmentedIn(dir);
    const cross = file ? null : crossValidate(messages, segmented);
    const card = {
      trainedOn: day,
      rows: { messages: messages.length, segmented: segmented.length, own: topicExamples.length },
      ...(cross ? { fiveFoldMacroF1: cross.mean } : {}),
    };
    const model = trainAll(
      { messages, segmented, titles: newsTitlesIn(dir), documents: newsIn(dir) },
      day,
      card,
    );
    saveModel(target, model);
    await print({
      model: target,
      bytes: statSync(target).size,
      card,
      grouping: evaluateGrouping(newsIn(dir), model.grouping).mean,
    });
    return 0;
  }
  const { trainTopics } = await import('#understanding');
  const shipped = loadModel();
  const card = { trainedOn: day, rows: { messages: messages.length } };
  saveModel(target, { ...shipped, ...trainTopics(messages, []), version: day, card });
  await print({ model: target, bytes: statSync(target).size, card });
  return 0;
}

function shippedModelOrNew(): string {
  try {
    return shippedModel();
  } catch {
    return path.resolve('libs/understanding/model.bin');
  }
}

/** Scores of the model in use on a labelled file; without one, on the data folder by five folds, and the grouping. */
export async function evaluateModel(file?: string): Promise<number> {
  const { dir, messages } = material(file);
  if (file) {
    const scores = evaluateTopics(messages, loadModel());
    table(scores);
    await print({
      macroF1: scores.macroF1,
      accuracy: scores.accuracy,
      rows: scores.rows,
      labels: scores.labels,
    });
    return 0;
  }
  const model = loadModel();
  const segmented = segmentedIn(dir!);
  const { mean, folds, whole } = crossValidate(messages, segmented, { model });
  const byChance = crossValidate(messages, segmented, { split: 'chance', model });
  const grouping = evaluateGrouping(newsIn(dir!), model.grouping);
  const offTopic = crossValidateSorts(newsTitlesIn(dir!), messages, model);
  for (const fold of folds) table(fold);
  await print({
    fiveFoldMacroF1: mean,
    folds: folds.map((f) => f.macroF1),
    readWholeMacroF1: whole,
    foldsByChance: { fiveFoldMacroF1: byChance.mean, readWholeMacroF1: byChance.whole },
    groupingBCubedF1: grouping.mean,
    orders: grouping.orders,
    offTopic,
  });
  return 0;
}

function table({ labels, macroF1 }: Scores): void {
  for (const l of labels)
    complain(
      `${l.label}\tP ${l.precision.toFixed(3)}\tR ${l.recall.toFixed(3)}\tF1 ${l.f1.toFixed(3)}\t${l.count}`,
    );
  complain(`macro-F1 ${macroF1.toFixed(4)}\n`);
}
