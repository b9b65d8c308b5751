// Runs on a worker thread (or in process, in tests): some seconds of the processor for a simulation of the watch.
import { simulateWatch, type WatchAsked, type WatchSimulated } from '#understanding';

export default function simulated(asked: WatchAsked): WatchSimulated {
  return simulateWatch(asked);
}
