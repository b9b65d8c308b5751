// Wires the room of understanding.
import { Module } from '@nestjs/common';

@Module({})
export class UnderstandingModule {}
