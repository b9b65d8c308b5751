// Wires the room of organisation.
import { Module } from '@nestjs/common';

@Module({})
export class OrganisationModule {}
