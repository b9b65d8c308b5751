// Whether the server answers at all: asked before a page is begun anew, which would else be replaced by the browser's own error.

export async function answers(): Promise<boolean> {
  try {
    return (await fetch('/health/live', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
