import { Controller, Get, Res } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Public } from '../access/needs.js';
import { Database } from '../platform/db/database.js';

interface StatusResponse {
  status(code: number): unknown;
}

/** Whether the process lives, and whether it can serve. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** Never asks the database. */
  @Public()
  @Get('healthz')
  alive(): { readonly status: string } {
    return { status: 'alive' };
  }

  @Public()
  @Get('readyz')
  async ready(@Res({ passthrough: true }) response: StatusResponse): Promise<{ readonly status: string }> {
    const answers = await this.database.once(sql`SELECT 1`).then(
      () => true,
      () => false,
    );
    if (!answers) response.status(503);
    return { status: answers ? 'ready' : 'no database' };
  }
}
