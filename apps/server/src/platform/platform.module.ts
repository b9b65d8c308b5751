// What every stage needs and none owns, wired once for the whole server.
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Closing } from './closing';
import { Commit } from './commit';
import type { Config } from './config';
import { CONFIG } from './config.token';
import { databaseOptions } from './database';
import { Follow } from './follow';
import { HealthController } from './health.controller';
import { Jobs } from './jobs';
import { Keeps } from './keeps';
import { Keyring } from './keyring';
import { Now } from './now';
import { DATABASE_URL, Nudge } from './nudge';
import { ProblemFilter } from './problem';
import { SecretBox } from './secret-box';
import { Skew } from './skew';

@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...databaseOptions(databaseUrl),
          migrations: [],
          autoLoadEntities: true,
          retryAttempts: 2,
          retryDelay: 500,
        }),
        // A web process serves people; what runs by schedule belongs to the workers.
        ScheduleModule.forRoot({
          cronJobs: config.role !== 'web',
          intervals: config.role !== 'web',
          timeouts: config.role !== 'web',
        }),
      ],
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl },
        { provide: APP_FILTER, useClass: ProblemFilter },
        {
          provide: Keyring,
          inject: [DataSource],
          useFactory: (db: DataSource) => Keyring.open(db, config),
        },
        Now,
        Nudge,
        Commit,
        Follow,
        Jobs,
        Closing,
        Keeps,
        SecretBox,
        Skew,
      ],
      exports: [
        CONFIG,
        DATABASE_URL,
        Keyring,
        Now,
        Nudge,
        Commit,
        Follow,
        Jobs,
        Closing,
        Keeps,
        SecretBox,
        Skew,
      ],
    };
  }
}
