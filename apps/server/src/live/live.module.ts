// Wires the room of live.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlertRow } from './alert.row';
import { AlertsController } from './alerts.controller';
import { AlertService } from './alerts.service';
import { Doorkeeper } from './doorkeeper';
import { LiveFollow } from './live.follow';
import { LiveGateway } from './live.gateway';
import { Streams } from './streams';

@Module({
  imports: [TypeOrmModule.forFeature([AlertRow])],
  controllers: [AlertsController],
  providers: [AlertService, LiveFollow, Streams, Doorkeeper, LiveGateway],
})
export class LiveModule {}
