// Wires accountability: the ledger as auditors read it, its checkpoints, its bundles.
import { Module } from '@nestjs/common';
import { BundleService } from './bundle.service';
import { CheckpointService } from './checkpoint.service';
import { LedgerController } from './ledger.controller';
import { LedgerStore } from './ledger.store';

@Module({
  controllers: [LedgerController],
  providers: [LedgerStore, CheckpointService, BundleService],
  exports: [BundleService],
})
export class AccountabilityModule {}
