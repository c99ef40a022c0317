import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GuardParts, Person } from '../access.ts'
import { type Accounts, ensureAdministrator, openAccounts } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import type { House } from '../house.ts'
import type { Secrets } from '../secrets.ts'
import { returnAddresses } from '../site/addresses.ts'
import { type DeskCookie, deskCookie } from './cookie.ts'
import { fillAccounts } from './demonstration-accounts.ts'
import { type DemonstrationProviders, openDemonstrationProviders } from './demonstration-provider.ts'
import { openProvider, type SignInProvider } from './provider.ts'
import { openSessions, type Sessions } from './sessions.ts'

/** How people of the desk come in: accounts, sessions, and the one provider that says who somebody is. */
export type SignIn = {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly cookie: DeskCookie
  /** Does something in the name of a person and writes it into the access log. */
  readonly logged: <Result>(
    person: Pick<Person, 'id' | 'role'>,
    operation: string,
    work: () => Promise<Result>,
  ) => Promise<Result>
  readonly guard: Pick<GuardParts, 'whoAsks' | 'refused'>
  /** The address under which this browser has to come to the site. */
  readonly originOf: (request: FastifyRequest) => string
  /** The provider; undefined where nobody can sign in. `app` is what a demonstration's provider answers through. */
  provider(app: FastifyInstance, request: FastifyRequest): Promise<SignInProvider | undefined>
  /** The provider of the demonstration itself; undefined outside of one. */
  demonstration(app: FastifyInstance): DemonstrationProviders | undefined
}

/** What subjects of the demonstration are of, wherever its site is. */
const demonstrationIssuer = 'demonstration'

/**
 * Opens signing in. With a configured provider it is that one; in a demonstration it is the provider of invented people,
 * and never both.
 * @param origin the address that the public uses, once the service listens
 */
export async function openSignIn(
  config: Pick<Config, 'signIn' | 'demonstration' | 'origin'>,
  secrets: Pick<Secrets, 'service'>,
  { pool, ledger, clock, handle }: Pick<House, 'pool' | 'ledger' | 'clock' | 'handle'>,
  origin: () => string,
): Promise<SignIn> {
  const { signIn: settings, demonstration } = config
  if (settings !== undefined && demonstration)
    throw new Error('A demonstration cannot run beside a sign-in provider: its people are invented.')
  const issuer = settings?.issuer ?? demonstrationIssuer
  const accounts = await openAccounts({ pool, ledger, clock, key: secrets.service, issuer })
  const sessions = openSessions({ pool, clock, random: randomBytes })
  const cookie = deskCookie(config.origin?.startsWith('https:') ?? false)
  if (settings?.firstAdministrator !== undefined)
    await ensureAdministrator(accounts, settings.firstAdministrator, clock)
  if (demonstration) await fillAccounts(accounts, clock)

  const logged: SignIn['logged'] = ({ id, role }, operation, work) => {
    const actor = { kind: 'officer', id, role }
    return handle({ actor, operation, purpose: 'desk', dossier: 'intake', case: undefined }, work)
  }
  let invented: DemonstrationProviders | undefined
  const demonstrationOn = (app: FastifyInstance) => {
    if (!demonstration) return undefined
    invented ??= openDemonstrationProviders(app)
    return invented
  }
  let real: SignInProvider | undefined
  const originOf = (request: FastifyRequest) =>
    demonstration && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(request.host)
      ? `http://${request.host}`
      : origin()
  return {
    accounts,
    sessions,
    cookie,
    logged,
    guard: {
      whoAsks: async request => {
        const token = cookie.read(request)
        return token === undefined ? undefined : sessions.who(token)
      },
      refused: (person, url, problem) =>
        logged(person, `refused ${url}`, () => Promise.reject(problem)).catch(error => {
          if (error !== problem) throw error
        }),
    },
    originOf,
    provider: async (app, request) => {
      if (settings === undefined) return (await demonstrationOn(app)?.at(originOf(request)))?.client
      real ??= openProvider({
        ...settings,
        callback: `${origin()}${returnAddresses.callback}`,
        afterSignOut: `${origin()}${returnAddresses.signedOut}`,
      })
      return real
    },
    demonstration: demonstrationOn,
  }
}
