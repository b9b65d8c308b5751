// A session that ended under an open page: what was asked waits until the same person is back, and is then asked again.

type Waiting = { back: Promise<boolean>; settle: (isBack: boolean) => void };

/** Whose page this is; null where nobody is signed in. */
let holder: string | null = null;
let waiting: Waiting | null = null;
const listeners = new Set<() => void>();
const tell = () => {
  for (const told of listeners) told();
};

export const isLost = (): boolean => waiting !== null;
export function whenLostChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The server no longer knows the session of this page. Resolves to true when its holder is back, to false when not. */
export function lost(): Promise<boolean> {
  if (holder === null) return Promise.resolve(false);
  if (!waiting) {
    let settle: (isBack: boolean) => void = () => undefined;
    const back = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    waiting = { back, settle };
    tell();
  }
  return waiting.back;
}

/** Who is signed in now, null for nobody: what waits goes on only for the person whose page it is. */
export function held(officerId: string | null): void {
  const before = holder;
  holder = officerId;
  const ending = waiting;
  if (!ending) return;
  waiting = null;
  ending.settle(officerId !== null && officerId === before);
  tell();
}

export const isHeldBy = (officerId: string): boolean => holder === officerId;
