// The streams somebody in this process is watching: woken by the database, swept every second, forgotten when nobody watches.
import { Injectable } from '@nestjs/common';
import { Nudge } from '../platform/nudge';
import { Database } from '../platform/reading';
import { Stream } from './stream';
import type { Viewer } from './viewer';

@Injectable()
export class Streams {
  private readonly streams = new Map<string, Stream>();
  private stopped = false;

  constructor(
    private readonly db: Database,
    nudge: Nudge,
  ) {
    nudge.onAlert(() => void this.pump());
  }

  /** The stream, standing at its head, with the viewer in it. */
  async join(jurisdictionId: string, viewer: Viewer): Promise<Stream> {
    const stream = this.streams.get(jurisdictionId) ?? new Stream(this.db, jurisdictionId);
    this.streams.set(jurisdictionId, stream);
    stream.viewers.add(viewer);
    try {
      await stream.open();
      return stream;
    } catch (cause) {
      // A stream that could not open is not kept: the next to come tries afresh.
      this.streams.delete(jurisdictionId);
      throw cause;
    }
  }

  leave(jurisdictionId: string, viewer: Viewer): void {
    const stream = this.streams.get(jurisdictionId);
    stream?.viewers.delete(viewer);
    if (stream?.viewers.size === 0) this.streams.delete(jurisdictionId);
  }

  /** Reads no more; resolves when what was being read is done with. */
  async stop(): Promise<void> {
    const last = this.pump();
    this.stopped = true;
    await last;
  }

  async pump(): Promise<void> {
    if (this.stopped) return;
    await Promise.all([...this.streams.values()].map((stream) => stream.pump()));
  }
}
