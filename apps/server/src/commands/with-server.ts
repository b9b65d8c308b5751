// A command's way to the database: the rooms without their doors, beside a running server or alone.
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { type Config, readConfig } from '../platform/config';
import { migrate, openForCommand } from '../platform/database';
import { NestLog } from '../platform/log';
import { settleSecretKey } from '../platform/secret-key';

/**
 * Opens the database, migrates it, wires the rooms, works, and closes all again.
 * `otherKeys`: what SECRET_KEY may have been changed to already.
 * The rooms are wired as a web process: a command starts no follower, no schedule and no job of its own.
 */
export async function withServer(
  work: (context: INestApplicationContext, config: Config) => Promise<number>,
  { otherKeys }: { otherKeys?: readonly string[] } = {},
): Promise<number> {
  const given = { ...readConfig(), role: 'web' as const };
  const database = await openForCommand(given);
  try {
    await migrate(database.url);
    const config = await settleSecretKey(given, database.url, otherKeys);
    const context = await NestFactory.createApplicationContext(AppModule.with(config, database.url), {
      logger: new NestLog(),
      abortOnError: false,
    });
    try {
      return await work(context, config);
    } finally {
      await context.close();
    }
  } finally {
    await database.close();
  }
}
