// Wires the room of release.
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PublicController } from './public.controller';
import { PublicStore } from './public.store';
import { ReleaseController } from './release.controller';
import { ReleaseRow } from './release.row';
import { ReleaseService } from './release.service';
import { ReleaseStore } from './release.store';

@Module({
  imports: [TypeOrmModule.forFeature([ReleaseRow])],
  controllers: [ReleaseController, PublicController],
  providers: [ReleaseStore, PublicStore, ReleaseService],
})
export class ReleaseModule {}
