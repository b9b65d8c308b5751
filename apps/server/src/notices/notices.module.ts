// Wires the room of notices.
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Ladders } from '../platform/ladders';
import { gateOf } from '../platform/outside';
import { CardStore } from './cards.store';
import { Carrier } from './carrier';
import { ChannelRow } from './channel.row';
import { ChannelService } from './channel.service';
import { ChannelStore } from './channel.store';
import { ClimbFollow } from './climb.follow';
import { ClimbService } from './climb.service';
import { ClimbStore } from './climb.store';
import { DeliverService } from './deliver.service';
import { EscalationService } from './escalation.service';
import { LadderController } from './ladder.controller';
import { LadderService } from './ladder.service';
import { LadderStore } from './ladder.store';
import { LaddersInForce } from './ladders';
import { NoticeJobs } from './notice.jobs';
import { NoticeRow } from './notice.row';
import { NoticeService } from './notice.service';
import { NoticeStore } from './notice.store';
import { NoticesController } from './notices.controller';
import { Parcels } from './parcel.service';
import { People } from './people';
import { Preview } from './preview';
import { SettingStore } from './setting.store';
import { SettingsService } from './settings.service';

const climbing = [LadderStore, ClimbStore, CardStore, People, ClimbService, ClimbFollow, EscalationService];
const telling = [
  ChannelStore,
  NoticeStore,
  SettingStore,
  NoticeJobs,
  Parcels,
  DeliverService,
  NoticeService,
  ChannelService,
  SettingsService,
];
// Global for the one port it fills: the ladder in force.
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ChannelRow, NoticeRow])],
  controllers: [LadderController, NoticesController],
  providers: [
    ...climbing,
    ...telling,
    Preview,
    LadderService,
    { provide: Ladders, useClass: LaddersInForce },
    {
      provide: Carrier,
      inject: [CONFIG],
      useFactory: ({ fetchAllow }: Config) => new Carrier(gateOf(fetchAllow)),
    },
  ],
  exports: [Ladders],
})
export class NoticesModule implements OnApplicationShutdown {
  constructor(private readonly carrier: Carrier) {}

  async onApplicationShutdown(): Promise<void> {
    await this.carrier.close();
  }
}
