// Awaits a fact: asks again until the expectation holds, and fails with its own message when it never does.
export async function eventually<T>(hold: () => T | Promise<T>, withinMs = 60_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await hold();
    } catch (cause) {
      if (Date.now() > until) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
