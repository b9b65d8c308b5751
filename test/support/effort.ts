// How much work something is, in processor time: on a busy machine the clock on the wall says nothing about that.

/** Milliseconds of this process' processor time that `work` took, its threads included. */
export async function effortOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
