import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const key = z.string().regex(/^[0-9a-f]{64}$/i, '64 hexadecimal digits (32 bytes), e.g. from: openssl rand -hex 32')

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8080),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TOETSBAAR_DATA: z.string().min(1).default('data'),
  TOETSBAAR_MODELS: z.string().min(1).optional(),
  TOETSBAAR_DOSSIERS: z.string().min(1).optional(),
  TOETSBAAR_WEIGHTS: z.string().min(1).optional(),
  TOETSBAAR_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TOETSBAAR_SECRET: key.optional(),
  TOETSBAAR_TRUST_PROXY: z.enum(['yes', 'no']).default('no'),
  TOETSBAAR_DEMONSTRATION: z.enum(['yes', 'no']).default('yes'),
  TOETSBAAR_INVENTED_REPORTS: z.enum(['yes', 'no']).default('yes'),
  TOETSBAAR_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(300),
  TOETSBAAR_LOG: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('warn'),
  TOETSBAAR_DATE: z.iso.date().optional(),
  TOETSBAAR_WITNESS_LOGS: z.string().min(1).optional(),
  TOETSBAAR_WITNESS_NAME: z
    .string()
    .regex(/^[^\s+]+$/u, 'a name without spaces and plus signs, e.g. melden.example/witness')
    .optional(),
  TOETSBAAR_PROCESSING_LOG: z.url({ protocol: /^https?$/ }).optional(),
  TOETSBAAR_PROCESSING_LOG_AUTHORIZATION: z.string().min(1).optional(),
  TOETSBAAR_TEAMS: z.string().optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  TOETSBAAR_FIRST_ADMINISTRATOR: z.string().min(1).optional(),
})

/** What the operator settled, from the environment; every folder is absolute. */
export type Config = {
  readonly host: string
  readonly port: number
  /** Undefined: the server starts a PostgreSQL of its own in `data`. */
  readonly databaseUrl: string | undefined
  /** The owner of the schema, where it may be installed at the start; undefined: `toetsbaar ledger install` did that. */
  readonly databaseOwnerUrl: string | undefined
  readonly data: string
  readonly models: string
  readonly dossiers: string
  readonly weights: string
  /** The address that the public uses, where a balancer stands before the server. */
  readonly origin: string | undefined
  /** 32 bytes (hex) from which every key is derived; undefined: made on first start and kept in `data`. */
  readonly secret: string | undefined
  readonly trustProxy: boolean
  /** The provider by which people of the desk sign in; undefined: nobody does, but in a demonstration. */
  readonly signIn: SignInConfig | undefined
  /** Invented data and labelled accounts: only on loopback and without a sign-in provider. */
  readonly demonstration: boolean
  /** Whether an empty demonstration is filled with a few invented reports. */
  readonly inventedReports: boolean
  /** The teams that new cases are spread over. */
  readonly teams: readonly string[]
  readonly requestsPerMinute: number
  readonly log: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  /** Where the processing log goes (Logboek Dataverwerkingen, OTLP over HTTP); undefined: it stays in the access log. */
  readonly processingLog: { readonly url: string; readonly authorization: string | undefined } | undefined
  /** A fixed report date, for replays; undefined: today. */
  readonly date: string | undefined
  /** Whose ledgers this installation witnesses: a file with their keys; undefined: nobody's. `name` stands on its co-signatures. */
  readonly witness: { readonly logs: string | undefined; readonly name: string }
}

/** A sign-in provider by OpenID Connect. */
export type SignInConfig = {
  readonly issuer: string
  readonly clientId: string
  /** Undefined: a public client. */
  readonly clientSecret: string | undefined
  /** The subject, at this provider, of who keeps the accounts where nobody does yet. */
  readonly firstAdministrator: string | undefined
}

/** The environment is wrong; `message` names each variable and says what to set. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads the settings. Throws `ConfigError` where a variable does not fit.
 * @param root the folder of the project; `home`, where relative folders start, is the working directory
 */
export function readConfig(
  root: string,
  home: string,
  from: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const set = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined && value !== ''))
  const { success, data, error } = environment.safeParse(set)
  if (!success) {
    const lines = error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`The environment has settings that do not fit:\n${lines.join('\n')}\nSee docs/operations.md.`)
  }
  const signIn = signInOf(data)
  const demonstration = demonstrationOf(data, set.TOETSBAAR_DEMONSTRATION === 'yes')
  const at = (path: string) => (isAbsolute(path) ? path : resolve(home, path))
  return {
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    data: at(data.TOETSBAAR_DATA),
    models: data.TOETSBAAR_MODELS === undefined ? join(root, 'models') : at(data.TOETSBAAR_MODELS),
    dossiers: data.TOETSBAAR_DOSSIERS === undefined ? join(root, 'dossiers') : at(data.TOETSBAAR_DOSSIERS),
    weights:
      data.TOETSBAAR_WEIGHTS === undefined ? join(root, 'packages/extraction/weights') : at(data.TOETSBAAR_WEIGHTS),
    origin: data.TOETSBAAR_ORIGIN?.replace(/\/+$/, ''),
    secret: data.TOETSBAAR_SECRET,
    trustProxy: data.TOETSBAAR_TRUST_PROXY === 'yes',
    signIn,
    demonstration,
    inventedReports: data.TOETSBAAR_INVENTED_REPORTS === 'yes',
    teams: (data.TOETSBAAR_TEAMS ?? (demonstration ? demonstrationTeams : ''))
      .split(',')
      .flatMap(team => (team.trim() === '' ? [] : [team.trim()])),
    requestsPerMinute: data.TOETSBAAR_REQUESTS_PER_MINUTE,
    log: data.TOETSBAAR_LOG,
    processingLog: processingLogOf(data),
    date: data.TOETSBAAR_DATE,
    witness: {
      logs: data.TOETSBAAR_WITNESS_LOGS === undefined ? undefined : at(data.TOETSBAAR_WITNESS_LOGS),
      name: data.TOETSBAAR_WITNESS_NAME ?? `${new URL(data.TOETSBAAR_ORIGIN ?? unnamed).hostname}/witness`,
    },
  }
}

/** The teams of the invented people. Elsewhere nobody but the operator knows what the teams are called. */
const demonstrationTeams = 'Noord,Zuid'

const unnamed = 'https://toetsbaar.example'

/** The address that names this installation in its records, also where none is set for the public. */
export function addressOf({ origin }: Pick<Config, 'origin'>): string {
  return origin ?? unnamed
}

type Environment = z.infer<typeof environment>

/** The standard asks for TLS; only on this machine itself it goes without. */
function processingLogOf(data: Environment): Config['processingLog'] {
  const { TOETSBAAR_PROCESSING_LOG: url, TOETSBAAR_PROCESSING_LOG_AUTHORIZATION: authorization } = data
  if (url === undefined) return undefined
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !loopback(hostname.replace(/^\[|\]$/g, '')))
    throw new ConfigError('TOETSBAAR_PROCESSING_LOG has to begin with https. See docs/operations.md.')
  return { url, authorization }
}

function signInOf(data: Environment): SignInConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = data
  if (issuer === undefined) {
    const stray = (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'TOETSBAAR_FIRST_ADMINISTRATOR'] as const).find(
      name => data[name] !== undefined,
    )
    if (stray === undefined) return undefined
    throw new ConfigError(`${stray} is set, but no provider. Set OIDC_ISSUER too. See docs/operations.md.`)
  }
  if (clientId === undefined)
    throw new ConfigError('OIDC_ISSUER is set without OIDC_CLIENT_ID, under which the provider knows this service.')
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'http:' && !loopback(hostname))
    throw new ConfigError('OIDC_ISSUER has to begin with https: what goes to a provider is not for others to read.')
  return {
    issuer,
    clientId,
    clientSecret: data.OIDC_CLIENT_SECRET,
    firstAdministrator: data.TOETSBAAR_FIRST_ADMINISTRATOR,
  }
}

/** Whether this is a demonstration. Who asks for one beside a real provider is told that it cannot be. */
function demonstrationOf(data: Environment, asked: boolean): boolean {
  if (data.OIDC_ISSUER !== undefined) {
    if (!asked) return false
    throw new ConfigError(
      'TOETSBAAR_DEMONSTRATION=yes and OIDC_ISSUER are both set. Invented people never sign in beside real ones: leave one out.',
    )
  }
  return data.TOETSBAAR_DEMONSTRATION === 'yes' && loopback(data.HOST)
}

function loopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
