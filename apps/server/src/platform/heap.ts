// Keeps the process small: garbage is collected when the heap has grown by three fifths, not when it has grown almost fourfold.
import { setFlagsFromString } from 'node:v8';

/** Measured over 76,000 messages: 30 keeps some 40 MB less, and takes a twelfth more processor time. */
const GROWS_BY_PERCENT = 60;

/** Call it first: it holds from the next collection on, in every thread. */
export const keepHeapSmall = (): void => setFlagsFromString(`--heap-growing-percent=${GROWS_BY_PERCENT}`);
