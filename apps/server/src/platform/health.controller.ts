// Probes for machines: alive, ready, and figures in Prometheus text.
import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import type { Words } from '#contract';
import { Open } from './access';
import { Follow } from './follow';
import { Skew, skewWords } from './skew';

/** The clock that is furthest from the database's, and what that means where it matters. */
type Clocks = { aheadMs: number; warning: Words | null };

@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(
    private readonly db: DataSource,
    private readonly follow: Follow,
    private readonly skew: Skew,
  ) {
    collectDefaultMetrics({ register: this.registry });
    const behind = new Gauge({
      name: 'wenying_stage_facts_behind',
      help: 'Facts of the ledger that a stage has not yet followed',
      labelNames: ['stage'],
      registers: [this.registry],
      collect: async () => {
        for (const { stage, behind: facts } of await this.follow.lag()) behind.set({ stage }, facts);
      },
    });
    const ahead = new Gauge({
      name: 'wenying_clock_ahead_of_database_seconds',
      help: 'How far the clock of the process that is furthest off is ahead of the database (negative: behind)',
      registers: [this.registry],
      collect: async () => {
        const [worst] = await this.skew.clocks();
        ahead.set((worst?.aheadMs ?? 0) / 1000);
      },
    });
    const size = new Gauge({
      name: 'wenying_ledger_size',
      help: 'Entries in the ledger',
      registers: [this.registry],
      collect: async () => {
        const [row] = await this.db.query('select coalesce(max(seq), 0)::int8 as size from fact');
        size.set(Number(row.size));
      },
    });
  }

  @Get('health/live')
  @Open('probe: says only that the process answers')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Open('probe: says only whether the database answers and the stages keep up')
  async ready(
    @Res({ passthrough: true }) res: Response,
  ): Promise<{ status: string; database: string; stages: unknown[]; clocks: Clocks | null }> {
    try {
      const stages = await this.follow.lag();
      const found = await this.skew.clocks();
      const clocks = { aheadMs: found[0]?.aheadMs ?? 0, warning: skewWords(found) };
      const isWell = clocks.warning === null && stages.every((s) => s.failures === 0);
      return { status: isWell ? 'ok' : 'degraded', database: 'ok', stages, clocks };
    } catch {
      res.status(503);
      return { status: 'unready', database: 'unreachable', stages: [], clocks: null };
    }
  }

  @Get('metrics')
  @Open('probe: figures without content')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
