// Probes for machines: alive, ready, and figures in Prometheus text.
import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Open } from './access';
import { Follow } from './follow';

@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(
    private readonly db: DataSource,
    private readonly follow: Follow,
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
  ): Promise<{ status: string; database: string; stages: unknown[] }> {
    try {
      const stages = await this.follow.lag();
      return { status: stages.some((s) => s.failures > 0) ? 'degraded' : 'ok', database: 'ok', stages };
    } catch {
      res.status(503);
      return { status: 'unready', database: 'unreachable', stages: [] };
    }
  }

  @Get('metrics')
  @Open('probe: figures without content')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
