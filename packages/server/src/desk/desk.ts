import type { FastifyInstance } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import { openDeskCases } from '../desk-cases.ts'
import type { House } from '../house.ts'
import { localDay } from '../local-day.ts'
import type { Secrets } from '../secrets.ts'
import type { Surface } from '../site/frame.ts'
import { addActs } from './acts.ts'
import { addCase } from './case.ts'
import { addFiles } from './files.ts'
import { addLinks } from './links.ts'
import { addLists } from './lists.ts'
import { addOversight } from './oversight.ts'
import type { DeskParts } from './parts.ts'
import { addQueue } from './queue.ts'
import { openSealedWords } from './sealed-words.ts'

/** The officers' desk: the queue, cases and what is done with them, and how decisions go as a whole. */
export function addOfficersDesk(
  app: FastifyInstance,
  surface: Surface,
  {
    house,
    accounts,
    secrets,
  }: {
    readonly house: House
    readonly accounts: Pick<Accounts, 'find' | 'list'>
    readonly secrets: Pick<Secrets, 'search'>
  },
): void {
  const cases = openDeskCases({
    ...house,
    officerOf: async id => {
      const account = await accounts.find(id)
      const over = account?.ended !== undefined || (account !== undefined && account.until < localDay(house.clock()))
      return over ? undefined : account
    },
  })
  const parts: DeskParts = { ...house, accounts, cases, sealed: openSealedWords(secrets.search) }
  addQueue(app, surface, parts)
  addCase(app, surface, parts)
  addActs(app, surface, parts)
  addOversight(app, surface, parts)
  addLinks(app, surface, house)
  addFiles(app, surface, { ...house, cases })
  const names = house.intake.models.flatMap(model => model.lists.map(list => list.id))
  addLists(app, surface, { ...house, names: [...new Set(names)] })
}
