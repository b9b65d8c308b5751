// Sound and desktop notices for new alerts, by severity; each is off with one click and stays so.
import { useSyncExternalStore } from 'react';
import type { Alert } from '#contract';

export type NoticeChoice = { sound: boolean; desktop: boolean };
const remembered = 'wenying.notices';

function read(): NoticeChoice {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(remembered) ?? '{}');
    const { sound = true, desktop = false } = (found ?? {}) as Partial<NoticeChoice>;
    return { sound: sound === true, desktop: desktop === true && canNotify() };
  } catch {
    return { sound: true, desktop: false };
  }
}
const canNotify = () => typeof Notification !== 'undefined' && Notification.permission === 'granted';

let choice: NoticeChoice | null = null;
const listeners = new Set<() => void>();
const current = (): NoticeChoice => {
  choice ??= read();
  return choice;
};
function choose(part: Partial<NoticeChoice>): void {
  choice = { ...current(), ...part };
  try {
    localStorage.setItem(remembered, JSON.stringify(choice));
  } catch {
    // Not remembered by this browser; it still holds until the page is closed.
  }
  for (const told of listeners) told();
}

export function useNoticeChoice(): NoticeChoice {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
export const turnSound = (on: boolean) => choose({ sound: on });
/** Asks the browser where needed; resolves to whether notices are on now. */
export async function turnDesktop(on: boolean): Promise<boolean> {
  if (on && typeof Notification === 'undefined') return false;
  const granted = !on || canNotify() || (await Notification.requestPermission()) === 'granted';
  choose({ desktop: on && granted });
  return on && granted;
}

/** Higher and longer the graver; news makes no sound. */
const tones: Record<Alert['severity'], readonly number[]> = {
  critical: [880, 660, 880],
  warning: [740, 590],
  notice: [520],
  info: [],
};
let audio: AudioContext | null = null;
function play(tone: readonly number[]): void {
  if (tone.length === 0 || typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  // Browsers keep silent until the person has touched the page once; the next alert is heard then.
  if (audio.state !== 'running') return void audio.resume();
  const start = audio.currentTime;
  for (const [at, pitch] of tone.entries()) {
    const voice = audio.createOscillator();
    const loud = audio.createGain();
    voice.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, start + at * 0.18);
    loud.gain.exponentialRampToValueAtTime(0.12, start + at * 0.18 + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + at * 0.18 + 0.16);
    voice.connect(loud).connect(audio.destination);
    voice.start(start + at * 0.18);
    voice.stop(start + at * 0.18 + 0.17);
  }
}

/** Told for each alert that arrives live. */
export function announce(alert: Alert, say: { title: string; body: string }, open: () => void): void {
  const { sound, desktop } = current();
  if (sound) play(tones[alert.severity]);
  const grave = alert.severity === 'critical' || alert.severity === 'warning';
  if (!desktop || !grave || !canNotify() || document.hasFocus()) return;
  const notice = new Notification(say.title, {
    body: say.body,
    tag: `wenying-${alert.seq}`,
    icon: '/favicon.svg',
  });
  notice.onclick = () => {
    window.focus();
    open();
    notice.close();
  };
}
