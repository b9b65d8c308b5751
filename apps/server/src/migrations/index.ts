// Every migration in order; a number once shipped never changes.
import { Ledger0001 } from './0001-ledger';
import { Organisation0002 } from './0002-organisation';
import { Intake0003 } from './0003-intake';
import { Understanding0004 } from './0004-understanding';
import { Duty0005 } from './0005-duty';
import { Release0006 } from './0006-release';
import { Live0007 } from './0007-live';
import { Intake0008 } from './0008-intake';
import { Intake0009 } from './0009-intake';
import { Intake0010 } from './0010-intake';
import { Sharing0010 } from './0010-sharing';
import { Intake0011 } from './0011-intake';
import { Understanding0011 } from './0011-understanding';
import { Retention0012 } from './0012-retention';
import { Learning0013 } from './0013-understanding';
import { Understanding0014 } from './0014-understanding';
import { Live0015 } from './0015-live';
import { Understanding0015 } from './0015-understanding';
import { Duty0016 } from './0016-duty';
import { Labelling0017 } from './0017-labelling';
import { Intake0023 } from './0023-intake';
import { Understanding0023 } from './0023-understanding';
import { Organisation0024 } from './0024-organisation';
import { Understanding0024 } from './0024-understanding';
import { Notices0025 } from './0025-notices';
import { Orders0026 } from './0026-duty';
import { Steps0026 } from './0026b-duty';
import { Plans0026 } from './0026c-duty';
import { Drills0026 } from './0026d-duty';
import { Duty0027 } from './0027-duty';
import { Matters0028 } from './0028-duty';
import { Release0028 } from './0028b-release';
import { Organisation0029 } from './0029-organisation';
import { FirstCode0029 } from './0029b-organisation';
import { Understanding0029 } from './0029c-understanding';
import { ProcessClock0030 } from './0030-platform';
import { Duty0030 } from './0030b-duty';
import { DrillLadder0030 } from './0030c-duty';
import { Intake0031 } from './0031-intake';
import { RuleChanges0033 } from './0033-duty';
import { IncidentMatters0033 } from './0033b-duty';
import { Notices0034 } from './0034-notices';
import { Duty0034 } from './0034b-duty';
import { TakenIn0036 } from './0036-understanding';
import { NumberTwice0036 } from './0036b-intake';
import { EarlierPrints0040 } from './0040-intake';
import { SearchIndex0044 } from './0044-understanding';

export const migrations = [
  Ledger0001,
  Organisation0002,
  Intake0003,
  Understanding0004,
  Duty0005,
  Release0006,
  Live0007,
  Intake0008,
  Intake0009,
  Intake0010,
  Sharing0010,
  Intake0011,
  Understanding0011,
  Retention0012,
  Learning0013,
  Understanding0014,
  Understanding0015,
  Live0015,
  Duty0016,
  Labelling0017,
  Understanding0023,
  Intake0023,
  Organisation0024,
  Understanding0024,
  Notices0025,
  Orders0026,
  Steps0026,
  Plans0026,
  Drills0026,
  Duty0027,
  Matters0028,
  Release0028,
  Organisation0029,
  FirstCode0029,
  Understanding0029,
  ProcessClock0030,
  Duty0030,
  DrillLadder0030,
  Intake0031,
  RuleChanges0033,
  IncidentMatters0033,
  Notices0034,
  Duty0034,
  TakenIn0036,
  NumberTwice0036,
  EarlierPrints0040,
  SearchIndex0044,
] as const;
