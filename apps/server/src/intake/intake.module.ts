// Wires the room of intake.
import { Module } from '@nestjs/common';

@Module({})
export class IntakeModule {}
