// Wires the room of organisation; the guard it brings stands before every controller of the server.
import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard, Principals } from '../platform/access';
import { Agencies } from '../platform/agencies';
import { OnDuty } from '../platform/on-duty';
import { AgencyService } from './agency.service';
import { DepartmentRow } from './department.row';
import { DepartmentsController } from './departments.controller';
import { DepartmentService } from './departments.service';
import { DeskService } from './desk.service';
import { FirstCodeService } from './first-code.service';
import { JurisdictionService } from './jurisdiction.service';
import { MatrixService } from './matrix.service';
import { MergerService } from './merger.service';
import { OfficerRow } from './officer.row';
import { OfficerPrincipals } from './officer-principals';
import { OfficersController } from './officers.controller';
import { OfficerService } from './officers.service';
import { PostService } from './post.service';
import { ResponsibilityController } from './responsibility.controller';
import { RosterController } from './roster.controller';
import { RosterReader } from './roster.reader';
import { RosterService } from './roster.service';
import { RosterWatch } from './roster.watch';
import { SessionController } from './session.controller';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';
import { ShiftService } from './shift.service';
import { SignInService } from './sign-in.service';
import { SwapService } from './swap.service';
import { TokenRow } from './token.row';
import { TokensController } from './tokens.controller';
import { TokenService } from './tokens.service';
import { TransferController } from './transfer.controller';
import { TransferService } from './transfer.service';
import { Workbooks, workbooks } from './workbook-threads';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([OfficerRow, DepartmentRow, TokenRow])],
  controllers: [
    SetupController,
    SessionController,
    DepartmentsController,
    OfficersController,
    TokensController,
    RosterController,
    ResponsibilityController,
    TransferController,
  ],
  providers: [
    OfficerPrincipals,
    { provide: Principals, useExisting: OfficerPrincipals },
    { provide: APP_GUARD, useClass: AccessGuard },
    SetupService,
    SignInService,
    DepartmentService,
    OfficerService,
    TokenService,
    RosterReader,
    { provide: OnDuty, useExisting: RosterReader },
    RosterWatch,
    RosterService,
    DeskService,
    ShiftService,
    SwapService,
    PostService,
    JurisdictionService,
    MatrixService,
    MergerService,
    AgencyService,
    { provide: Agencies, useExisting: AgencyService },
    FirstCodeService,
    { provide: Workbooks, useFactory: workbooks },
    TransferService,
  ],
  exports: [Principals, OnDuty, Agencies, OfficerService, TokenService],
})
export class OrganisationModule {}
