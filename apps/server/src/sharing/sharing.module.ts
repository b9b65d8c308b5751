// Wires the room of sharing.
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { gateOf } from '../platform/outside';
import { DeliverService } from './deliver.service';
import { DeliveryRow } from './delivery.row';
import { DeliveryStore } from './delivery.store';
import { PartnerRow } from './partner.row';
import { PartnerService } from './partner.service';
import { PartnerStore } from './partner.store';
import { PartnerSender } from './partner-sender';
import { PartnersController } from './partners.controller';
import { SharingFollow } from './sharing.follow';

@Module({
  imports: [TypeOrmModule.forFeature([PartnerRow, DeliveryRow])],
  controllers: [PartnersController],
  providers: [
    PartnerStore,
    DeliveryStore,
    DeliverService,
    PartnerService,
    SharingFollow,
    {
      provide: PartnerSender,
      inject: [CONFIG],
      useFactory: ({ fetchAllow }: Config) => new PartnerSender(gateOf(fetchAllow)),
    },
  ],
})
export class SharingModule implements OnApplicationShutdown {
  constructor(private readonly sender: PartnerSender) {}

  async onApplicationShutdown(): Promise<void> {
    await this.sender.close();
  }
}
