// Wires the room of intake.
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { gateOf } from '../platform/outside';
import { AgenciesFollow } from './agencies.follow';
import { AgenciesStore } from './agencies.store';
import { AlikeService } from './alike.service';
import { AlikeStore } from './alike.store';
import { FeedReader, feedReader } from './feed-reader';
import { FeedFetcher } from './fetch';
import { HookRow } from './hook.row';
import { HookService } from './hook.service';
import { HookStore } from './hook.store';
import { HooksController } from './hooks.controller';
import { Identity } from './identity';
import { ImportRow } from './import.row';
import { ImportRunner } from './import.runner';
import { ImportService } from './import.service';
import { ImportStore } from './import.store';
import { ImportSweep } from './import.sweep';
import { ImportPreviewService } from './import-preview.service';
import { ImportsController } from './imports.controller';
import { IntakeFollow } from './intake.follow';
import { KeeperStore } from './keepers.store';
import { MappingRow } from './mapping.row';
import { MappingService } from './mapping.service';
import { MappingStore } from './mapping.store';
import { MappingsController } from './mappings.controller';
import { MessageRow } from './message.row';
import { MessagesController } from './messages.controller';
import { NumbersApart } from './numbers-apart';
import { OriginalService } from './original.service';
import { OriginalStore } from './original.store';
import { OriginalsController } from './originals.controller';
import { PlaceStore } from './places.store';
import { PollService } from './poll.service';
import { ReachStore } from './reach.store';
import { ReceiveService } from './receive.service';
import { ReceiveStore } from './receive.store';
import { RefusedRowsService } from './refused-rows.service';
import { Retention } from './retention';
import { ReviseService } from './revise.service';
import { ReviseStore } from './revise.store';
import { Seal } from './seal';
import { SendService } from './send.service';
import { SheetReader, sheetReader } from './sheet-reader';
import { SourceRow } from './source.row';
import { SourceService } from './source.service';
import { SourceStore } from './source.store';
import { SourceListService } from './source-lists.service';
import { SourcesController } from './sources.controller';
import { Storing } from './storing';
import { TextStore } from './text.store';
import { Uploads } from './uploads';

@Module({
  imports: [TypeOrmModule.forFeature([MessageRow, SourceRow, ImportRow, MappingRow, HookRow])],
  controllers: [
    SourcesController,
    MessagesController,
    HooksController,
    ImportsController,
    MappingsController,
    OriginalsController,
  ],
  providers: [
    AgenciesStore,
    AgenciesFollow,
    Seal,
    OriginalStore,
    TextStore,
    OriginalService,
    Retention,
    ReceiveStore,
    AlikeStore,
    AlikeService,
    ReviseStore,
    ReviseService,
    NumbersApart,
    Identity,
    ReceiveService,
    Storing,
    SendService,
    HookStore,
    HookService,
    SourceStore,
    SourceService,
    SourceListService,
    KeeperStore,
    PlaceStore,
    PollService,
    ReachStore,
    MappingStore,
    MappingService,
    RefusedRowsService,
    ImportStore,
    ImportRunner,
    ImportSweep,
    ImportService,
    ImportPreviewService,
    IntakeFollow,
    { provide: FeedReader, useFactory: feedReader },
    { provide: SheetReader, useFactory: sheetReader },
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
    private readonly sheets: SheetReader,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.fetcher.close();
    await this.reader.close();
    await this.sheets.close();
  }
}
