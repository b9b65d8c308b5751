// How well emergencies and their levels are told, over the texts written for it; each miss is named.
import { emergencyScores } from '#understanding';
import { figure, say } from './figures.mjs';

export async function measure() {
  const { texts, emergencies, read, ...shares } = emergencyScores();
  for (const [name, share] of Object.entries(shares))
    figure(`emergencies: ${name}`, 100 * share, '%', { texts, emergencies });
  for (const { tag, title, kind, level, said } of read) {
    const { emergency } = said;
    if ((emergency?.kind ?? null) !== kind || (emergency?.level ?? null) !== level)
      say(`  ${tag} | ${title} → ${emergency ? `${emergency.kind} ${emergency.level}` : said.because}`);
  }
}
