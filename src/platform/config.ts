import { resolve } from 'node:path';
import { plainToInstance, Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, ValidateBy, validateSync } from 'class-validator';
import { type CalendarDate, isCalendarDate } from '../kernel/calendar-date.js';
import { BadInput } from '../kernel/errors.js';

/** Also one with a socket's folder for its host, percent-encoded. */
const IsPostgresUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isPostgresUrl',
    validator: {
      validate: (value: unknown) => {
        if (typeof value !== 'string' || !URL.canParse(value)) return false;
        const { protocol, hostname } = new URL(value);
        return ['postgres:', 'postgresql:'].includes(protocol) && hostname !== '';
      },
      defaultMessage: () => 'must be a URL like postgres://user:passphrase@host:5432/database',
    },
  });
const toInteger = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value));

/** The environment as a person writes it. */
class Environment {
  @IsOptional()
  @IsPostgresUrl()
  DATABASE_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  VIGIL_APP_DATABASE_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  VIGIL_AUTH_DATABASE_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  VIGIL_QUEUE_DATABASE_URL?: string;

  @IsString()
  VIGIL_DATA_DIR!: string;

  @IsString()
  VIGIL_REFERENCE_PACK!: string;

  @IsString()
  VIGIL_HOST!: string;

  @IsOptional()
  @toInteger
  @IsInt({ message: 'must be a port number' })
  @Min(0)
  @Max(65_535)
  VIGIL_PORT?: number;

  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  VIGIL_BASE_URL?: string;

  @IsOptional()
  @ValidateBy({
    name: 'isDay',
    validator: { validate: isCalendarDate, defaultMessage: () => 'must be a day like 2001-06-05' },
  })
  VIGIL_ASSESSMENT_DAY?: string;

  @IsOptional()
  @Matches(/^(silent|fatal|error|warn|info|debug|trace)$/)
  VIGIL_LOG_LEVEL?: string;
}

/** Everything that the environment decides. Read once, at start; nothing else reads `process.env`. */
export interface Config {
  /** Database folder of the embedded server, and the secrets. */
  readonly dataFolder: string;
  /** An own PostgreSQL instead of the embedded one: the migrator's connection. */
  readonly databaseUrl: string | null;
  /** A connection of its own for a role, where roles cannot be made from `databaseUrl`. */
  readonly roleUrls: Readonly<Partial<Record<'app' | 'auth' | 'queue', string>>>;
  readonly referencePack: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** How clients reach this server; links are made from it and never from a request. Null: from host and port. */
  readonly baseUrl: string | null;
  /** The day on which assessments are made when a request names none; null: the clock's day. */
  readonly assessmentDay: CalendarDate | null;
  readonly logLevel: string;
  /** Whether clients may read the schema over the wire. The demonstration's command sets it, no variable does. */
  readonly showSchema: boolean;
}

/** The environment of this process: the one place that touches it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

const defaults = { VIGIL_DATA_DIR: 'data', VIGIL_REFERENCE_PACK: 'reference/kosovo-2001', VIGIL_HOST: '127.0.0.1' };
const USUAL_PORT = 4_000;

/** @throws BadInput that explains all mistakes together. */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = environment): Config {
  const own = Object.entries(variables).filter(([name, value]) => /^(VIGIL_|DATABASE_URL$)/.test(name) && value !== '');
  const parsed = plainToInstance(Environment, { ...defaults, ...Object.fromEntries(own) });
  const faults = validateSync(parsed, { whitelist: true, forbidNonWhitelisted: true }).map((fault) => ({
    field: fault.property,
    problem: Object.values(fault.constraints ?? {}).join(', '),
  }));
  if (faults.length > 0) throw new BadInput(faults);
  return Object.freeze({
    dataFolder: resolve(parsed.VIGIL_DATA_DIR),
    databaseUrl: parsed.DATABASE_URL ?? null,
    roleUrls: definedOnly({
      app: parsed.VIGIL_APP_DATABASE_URL,
      auth: parsed.VIGIL_AUTH_DATABASE_URL,
      queue: parsed.VIGIL_QUEUE_DATABASE_URL,
    }),
    referencePack: resolve(parsed.VIGIL_REFERENCE_PACK),
    host: parsed.VIGIL_HOST,
    port: parsed.VIGIL_PORT ?? USUAL_PORT,
    baseUrl: parsed.VIGIL_BASE_URL ?? null,
    assessmentDay: parsed.VIGIL_ASSESSMENT_DAY ?? null,
    logLevel: parsed.VIGIL_LOG_LEVEL ?? 'warn',
    showSchema: false,
  });
}

function definedOnly<T extends Record<string, string | undefined>>(values: T): Partial<Record<keyof T, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Record<keyof T, string>
  >;
}
