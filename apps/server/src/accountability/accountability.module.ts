// Wires the room of accountability.
import { Module } from '@nestjs/common';

@Module({})
export class AccountabilityModule {}
