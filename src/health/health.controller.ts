import { setTimeout } from 'node:timers/promises';
import { Controller, Get, Res } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Public } from '../access/needs.js';
import { Admission } from '../platform/http/admission.js';
import { Database } from '../platform/db/database.js';

interface StatusResponse {
  status(code: number): unknown;
}

/** A database that takes longer for this serves nobody (`security.md` 8). */
const READY_MILLISECONDS = 800;

/** Whether the process lives, and whether it can serve. */
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly admission: Admission,
  ) {}

  /** Never asks the database. */
  @Public()
  @Get('healthz')
  alive(): { readonly status: string } {
    return { status: 'alive' };
  }

  @Public()
  @Get('readyz')
  async ready(@Res({ passthrough: true }) response: StatusResponse): Promise<{ readonly status: string }> {
    const status = await this.status();
    if (status !== 'ready') response.status(503);
    return { status };
  }

  private async status(): Promise<string> {
    if (!this.admission.isOpen) return 'stopping';
    const asked = this.database.once(sql`SELECT 1`).then(
      () => 'ready',
      () => 'no database',
    );
    return Promise.race([asked, setTimeout(READY_MILLISECONDS, 'no database', { ref: false })]);
  }
}
