// Wires the room of duty.
import { Module } from '@nestjs/common';

@Module({})
export class DutyModule {}
