import type { FastifyInstance } from 'fastify'
import { addAccounts } from '../accounts/routes.ts'
import { addOfficersDesk } from '../desk/desk.ts'
import type { House } from '../house.ts'
import { addLook } from '../look/routes.ts'
import type { Secrets } from '../secrets.ts'
import type { Surface } from '../site/frame.ts'
import { addDemonstrationSignIn } from './demonstration-routes.ts'
import { addSignIn } from './routes.ts'
import type { SignIn } from './sign-in.ts'

/** The pages behind signing in, and the door to them. */
export async function addDesk(
  app: FastifyInstance,
  surface: Surface,
  signIn: SignIn,
  house: House,
  secrets: Pick<Secrets, 'search'>,
): Promise<void> {
  addSignIn(app, surface, signIn, house.clock)
  const invented = signIn.demonstration(app)
  if (invented !== undefined) await addDemonstrationSignIn(app, surface, invented, signIn.originOf)
  addLook(app, surface, house, signIn.accounts)
  addAccounts(app, surface, { accounts: signIn.accounts, ledger: house.ledger, clock: house.clock })
  addOfficersDesk(app, surface, { house, accounts: signIn.accounts, secrets })
}
