// Each question asked once: for work on many things in one transaction, where the same question has the same answer.
export class Once {
  private readonly answers = new Map<string, Promise<unknown>>();

  /** The answer to `question`, asked the first time it is wanted; a key names one question alone. */
  ask<T>(key: string, question: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = question();
    this.answers.set(key, answer);
    return answer;
  }
}
