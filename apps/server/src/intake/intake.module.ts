// Wires the room of intake.
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { gateOf } from '../platform/outside';
import { FeedReader, feedReader } from './feed-reader';
import { FeedFetcher } from './fetch';
import { HookRow } from './hook.row';
import { HookService } from './hook.service';
import { HookStore } from './hook.store';
import { HooksController } from './hooks.controller';
import { ImportRow } from './import.row';
import { ImportRunner } from './import.runner';
import { ImportService } from './import.service';
import { ImportStore } from './import.store';
import { ImportSweep } from './import.sweep';
import { ImportsController } from './imports.controller';
import { IntakeFollow } from './intake.follow';
import { KeeperStore } from './keepers.store';
import { MessageRow } from './message.row';
import { MessagesController } from './messages.controller';
import { PollService } from './poll.service';
import { ReceiveService } from './receive.service';
import { ReceiveStore } from './receive.store';
import { SendService } from './send.service';
import { SourceRow } from './source.row';
import { SourceService } from './source.service';
import { SourceStore } from './source.store';
import { SourceListService } from './source-lists.service';
import { SourcesController } from './sources.controller';
import { Uploads } from './uploads';

@Module({
  imports: [TypeOrmModule.forFeature([MessageRow, SourceRow, ImportRow, HookRow])],
  controllers: [SourcesController, MessagesController, HooksController, ImportsController],
  providers: [
    ReceiveStore,
    ReceiveService,
    SendService,
    HookStore,
    HookService,
    SourceStore,
    SourceService,
    SourceListService,
    KeeperStore,
    PollService,
    ImportStore,
    ImportRunner,
    ImportSweep,
    ImportService,
    IntakeFollow,
    { provide: FeedReader, useFactory: feedReader },
    {
      provide: FeedFetcher,
      inject: [CONFIG],
      useFactory: ({ fetchAllow }: Config) => new FeedFetcher(gateOf(fetchAllow)),
    },
    { provide: Uploads, inject: [CONFIG], useFactory: ({ dataDir }: Config) => new Uploads(dataDir) },
  ],
  exports: [ReceiveService, ImportService],
})
export class IntakeModule implements OnApplicationShutdown {
  constructor(
    private readonly fetcher: FeedFetcher,
    private readonly reader: FeedReader,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.fetcher.close();
    await this.reader.close();
  }
}
