import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { buildAssets, readWords } from '@toetsbaar/web'
import type { RouteRule } from './access.ts'
import type { Accounts } from './accounts/accounts.ts'
import { describeApi } from './api/description.ts'
import { addLedgerProofs } from './api/ledger.ts'
import { addRegisterApi } from './api/register.ts'
import { addApi } from './api/routes.ts'
import { createTokens } from './api/token.ts'
import { addWitness } from './api/witness.ts'
import { openApp } from './app.ts'
import { addressOf, type Config } from './config.ts'
import { startDaily } from './daily.ts'
import { type DemonstrationParts, fillDemonstration } from './demonstration.ts'
import { type House, openHouse } from './house.ts'
import { licenceLines } from './licence.ts'
import { freePortFrom } from './listen.ts'
import { errorForLog } from './logging.ts'
import { startPostgres } from './postgres.ts'
import { openProcessingLog } from './processing-log.ts'
import { addRegisterBoard } from './register-board/register-board.ts'
import { openSecrets, type Secrets } from './secrets.ts'
import { addDesk } from './sign-in/desk-site.ts'
import { openSignIn } from './sign-in/sign-in.ts'
import { addresses } from './site/addresses.ts'
import { languageOf } from './site/frame.ts'
import { problemPage } from './site/problem-page.ts'
import { addSite } from './site/site.ts'
import { openWitness } from './witness.ts'

/** The whole service, running. `routes` is every route that it answers, with who may use it. */
export type Running = { readonly url: string; readonly routes: readonly RouteRule[]; stop(): Promise<void> }

/** Starts database, house and site in this order and says where they are; `stop` ends them in the reverse order. */
export async function serve(config: Config, say: (line: string) => void): Promise<Running> {
  const secrets = openSecrets(config.data, config.secret)
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataDir: join(config.data, 'postgres') }) : undefined
  const urls = {
    app: config.databaseUrl ?? postgres?.url ?? '',
    owner: config.databaseOwnerUrl ?? postgres?.ownerUrl,
  }
  const [house, assets] = await Promise.all([openHouse(config, secrets, urls), buildAssets()])
  const routes: RouteRule[] = []
  const surface = {
    routes,
    languages: readWords(),
    assets: assets.paths,
    demonstration: config.demonstration,
    peopleFirst: house.intake.peopleFirst.data,
  }
  const port = await freePortFrom(config.host, config.port)
  let origin = config.origin ?? `http://${config.host}:${port}`
  const signIn = await openSignIn(config, secrets, house, () => origin)
  const app = await openApp(config, secrets, problemPage(surface), {
    ...signIn.guard,
    routes,
    signIn: request => `${addresses(languageOf(surface, request).code).signIn}?then=${encodeURIComponent(request.url)}`,
  })
  await describeApi(app, () => origin)
  await app.register(
    async api => {
      const tokens = createTokens(secrets.token, house.clock)
      await addApi(api, { reports: house.reports, casefile: house.casefile, models: house.intake.models, tokens })
      addLedgerProofs(api, house.ledger, () => performance.now())
      addRegisterApi(api, { ...house, page: id => `${origin}${addresses('nl').entry(id)}` })
    },
    { prefix: '/api/v1' },
  )
  const witness = await openWitness(config, secrets, house.pool, house.clock)
  if (witness !== undefined) await app.register(async desk => addWitness(desk, witness), { prefix: '/witness' })
  await app.register(async site => addSite(site, surface, assets, house))
  await app.register(async desk => addDesk(desk, surface, signIn, house, secrets))
  await app.register(async board =>
    addRegisterBoard(board, surface, {
      ...house,
      caseNumber: house.desk.caseNumber,
      random: randomBytes,
      names: async () => new Map((await signIn.accounts.list()).map(({ id, name }) => [id, name])),
    }),
  )
  const url = await app.listen({ host: config.host, port })
  origin = config.origin ?? url
  if (port !== config.port && config.port !== 0) say(`Port ${config.port} is taken. Using port ${port}.`)
  say('Toetsbaar runs.')
  say(`  Site   ${url}/`)
  say(`  Desk   ${url}/nl/sign-in`)
  say(`  API    ${url}/api/v1/openapi.json`)
  say(`  Data   ${config.data}`)
  if (config.demonstration) say('This is a demonstration: use invented data only.')
  for (const licence of [house.licence, house.linkLicence])
    if (licence !== undefined) for (const line of licenceLines(licence)) say(line)
  say('Press Ctrl-C to stop.')
  const processingLog = await processingLogOf(config, secrets, house, say)
  house.links.poke()
  const daily = startDaily({ ...house, retention: join(config.models, 'retention'), say })
  const stopping = new AbortController()
  const filled =
    config.demonstration && config.inventedReports ? fill(house, signIn.accounts, url, say, stopping.signal) : undefined
  return {
    url,
    routes,
    async stop() {
      stopping.abort()
      await app.close()
      await filled
      await daily.stop()
      await processingLog?.stop()
      await house.links.stop()
      await house.close()
      await postgres?.stop()
    },
  }
}

/** The processing log on its way to where the operator wants it; undefined where nobody said where. */
async function processingLogOf(config: Config, secrets: Secrets, house: House, say: (line: string) => void) {
  if (config.processingLog === undefined) return undefined
  const { pool, register } = house
  const log = await openProcessingLog({
    pool,
    register,
    collector: config.processingLog,
    key: secrets.subject,
    address: addressOf(config),
    say,
  })
  log.start()
  return log
}

/** Invented people of the demonstration who have a part in its reports. */
function peopleOf({ idOf }: Pick<Accounts, 'idOf'>): NonNullable<DemonstrationParts['people']> {
  return { officer: idOf('aya'), team: 'Noord', lawyer: idOf('karim') }
}

/** Invented reports come while the site already answers; what fails here is told and stops nothing. */
async function fill(
  house: House,
  accounts: Pick<Accounts, 'idOf'>,
  url: string,
  say: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  try {
    const example = await fillDemonstration({ ...house, people: peopleOf(accounts), today: house.today(), stopping })
    if (example === undefined) return
    say('Five invented reports were added. One of them opens with this code and word:')
    say(`  ${url}/nl/resume   ${example.code}   ${example.word}`)
  } catch (error) {
    say(`The invented reports could not be added (${errorForLog(error).type}). The site works without them.`)
  }
}
