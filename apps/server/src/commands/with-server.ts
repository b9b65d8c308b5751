// A command's way to the database: the rooms without their doors, beside a running server or alone.
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { readConfig } from '../platform/config';
import { migrate, openForCommand } from '../platform/database';
import { NestLog } from '../platform/log';

/**
 * Opens the database, migrates it, wires the rooms, works, and closes all again.
 * The rooms are wired as a web process: a command starts no follower, no schedule and no job of its own.
 */
export async function withServer(
  work: (context: INestApplicationContext) => Promise<number>,
): Promise<number> {
  const config = { ...readConfig(), role: 'web' as const };
  const database = await openForCommand(config);
  try {
    await migrate(database.url);
    const context = await NestFactory.createApplicationContext(AppModule.with(config, database.url), {
      logger: new NestLog(),
      abortOnError: false,
    });
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  } finally {
    await database.close();
  }
}
