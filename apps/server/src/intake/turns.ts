// One request a host at a time in this process: the next begins when the last one's answer has been read.
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Runs the work when every work begun before it under the same name has ended, however it ended. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    const ended = mine.then(
      () => {},
      () => {},
    );
    this.last.set(name, ended);
    try {
      return await mine;
    } finally {
      if (this.last.get(name) === ended) this.last.delete(name);
    }
  }
}
