/**
 * Settings of one process, read once from the environment. Nothing else reads process.env.
 */
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

export interface Config {
  /** Absolute path of the folder that holds everything: database, files, secrets. */
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Address that people type, without a trailing slash; null takes the one that the server listens on. */
  readonly publicUrl: string | null;
  /** An existing PostgreSQL (the owner's login); null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** Login of the application's role beside DATABASE_URL; null takes `set role` on the owner's login. */
  readonly databaseAppUrl: string | null;
  /** Connections of the request pool. */
  readonly databasePool: number;
  /** smtp:// or smtps://; null keeps mail in the outbox page. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: LogLevel;
  readonly sessionDays: number;
  /** Largest upload, in bytes. */
  readonly uploadLimit: number;
  /** Opens /metrics from another machine (Authorization: Bearer …); null answers this machine only. */
  readonly metricsToken: string | null;
  /** Key of the installation, 32 bytes, for several processes that share no folder; null takes the data folder's. */
  readonly secretKey: Uint8Array | null;
  /** Time-stamp authority (RFC 3161) for signatures; the only address that signing may ever ask. Null: PAdES B-B. */
  readonly timestampUrl: string | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment cannot be used; `problems` names each variable and what to do, in Vietnamese. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Cấu hình chưa đúng:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

function wholeNumber(min: number, max: number, fallback: number) {
  return z
    .string()
    .regex(/^\d+$/, `phải là số nguyên từ ${min} đến ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `phải là số nguyên từ ${min} đến ${max}`)
    .default(fallback);
}

function address(protocols: readonly string[], example: string) {
  return z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `phải là một địa chỉ, ví dụ ${example}`,
    )
    .optional()
    .transform((value) => value ?? null);
}

const postgresAddress = address(['postgres:', 'postgresql:'], 'postgres://ten:matkhau@maychu:5432/suotdoi');

const environment = z.object({
  SUOTDOI_DATA: z.string().default('./data-local'),
  PORT: wholeNumber(0, 65535, 8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address(['http:', 'https:'], 'https://suotdoi.tinh.gov.vn'),
  DATABASE_URL: postgresAddress,
  DATABASE_APP_URL: postgresAddress,
  DATABASE_POOL: wholeNumber(2, 200, 12),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtp://ten:matkhau@maychu:587'),
  MAIL_FROM: z.string().default('Suốt Đời <khong-tra-loi@localhost>'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `phải là một trong: ${LOG_LEVELS.join(', ')}`).default('info'),
  SESSION_DAYS: wholeNumber(1, 90, 14),
  UPLOAD_LIMIT_MB: wholeNumber(1, 500, 20),
  METRICS_TOKEN: z.string().min(20, 'phải có ít nhất 20 ký tự').optional(),
  SECRET_KEY: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === 32, 'phải là 32 byte viết theo base64, ví dụ kết quả của: openssl rand -base64 32')
    .optional(),
  TIMESTAMP_URL: address(['http:', 'https:'], 'http://tsa.example.vn/tsa'),
});

/**
 * The settings in an environment such as process.env. An empty variable counts as absent.
 * @throws ConfigError naming every variable that is wrong, not just the first
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        // Addresses and keys are secrets: say which variable, never its value.
        const shown = /_URL$|KEY$|TOKEN$/.test(name) ? '' : ` (đang là "${given[name]}")`;
        return `${name} ${issue.message}${shown}`;
      }),
    );
  }
  const value = parsed.data;
  if (value.DATABASE_APP_URL !== null && value.DATABASE_URL === null) {
    throw new ConfigError(['DATABASE_APP_URL chỉ dùng kèm DATABASE_URL']);
  }
  return {
    dataFolder: isAbsolute(value.SUOTDOI_DATA) ? value.SUOTDOI_DATA : resolve(value.SUOTDOI_DATA),
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: value.DATABASE_URL,
    databaseAppUrl: value.DATABASE_APP_URL,
    databasePool: value.DATABASE_POOL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    logLevel: value.LOG_LEVEL,
    sessionDays: value.SESSION_DAYS,
    uploadLimit: value.UPLOAD_LIMIT_MB * 1_000_000,
    metricsToken: value.METRICS_TOKEN ?? null,
    secretKey: value.SECRET_KEY ?? null,
    timestampUrl: value.TIMESTAMP_URL,
  };
}
