// The rooms in the order of the flow.
import { type DynamicModule, Module } from '@nestjs/common';
import { AccountabilityModule } from './accountability/accountability.module';
import { DutyModule } from './duty/duty.module';
import { IntakeModule } from './intake/intake.module';
import { LiveModule } from './live/live.module';
import { NoticesModule } from './notices/notices.module';
import { OrganisationModule } from './organisation/organisation.module';
import type { Config } from './platform/config';
import { PlatformModule } from './platform/platform.module';
import { ReleaseModule } from './release/release.module';
import { SharingModule } from './sharing/sharing.module';
import { UnderstandingModule } from './understanding/understanding.module';

@Module({})
export class AppModule {
  static with(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, databaseUrl),
        OrganisationModule,
        IntakeModule,
        UnderstandingModule,
        DutyModule,
        ReleaseModule,
        AccountabilityModule,
        SharingModule,
        NoticesModule,
        LiveModule,
      ],
    };
  }
}
