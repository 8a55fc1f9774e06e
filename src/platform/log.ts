import { type Logger, pino } from 'pino';

/** Fields that may stand in a log line. Names, values, variables and bodies never do. */
export interface LogFields {
  readonly event: string;
  readonly reference?: string;
  readonly operation?: string;
  readonly milliseconds?: number;
  readonly count?: number;
  readonly error?: string;
  readonly stack?: string;
}

/** Structured lines on standard error. */
export class Log {
  private readonly lines: Logger;

  constructor(level: string) {
    this.lines = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  }

  info(fields: LogFields): void {
    this.lines.info(fields);
  }

  warn(fields: LogFields): void {
    this.lines.warn(fields);
  }

  error(fields: LogFields): void {
    this.lines.error(fields);
  }
}
