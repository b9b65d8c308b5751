// Wires the room of release.
import { Module } from '@nestjs/common';

@Module({})
export class ReleaseModule {}
