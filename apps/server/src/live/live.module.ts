// Wires the room of live.
import { Module } from '@nestjs/common';

@Module({})
export class LiveModule {}
