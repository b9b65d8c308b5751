// The only clock of the server: everything that needs the time asks here, so that a test can set it.
import { Injectable } from '@nestjs/common';

@Injectable()
export class Now {
  /** The present instant, to the millisecond. */
  at(): Date {
    return new Date();
  }
}
