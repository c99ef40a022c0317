import {
  algoritmeregister,
  openExemptions,
  publicationFaults,
  publicEntry,
  publicList,
  publicVersion,
  type Register,
  sealedName,
} from '@toetsbaar/register'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem, problemSchema } from '../errors.ts'

const problem = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
}
const notThere = { 400: problem, 404: problem }
const dossierId = z.string().regex(/^[a-z0-9-]{1,80}$/, 'small letters, digits and hyphens')
const named = z.object({ id: dossierId })
const inLanguage = z.object({ lang: z.enum(['nl', 'en']).default('nl') })
const moment = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A value without values below it; an empty list or object is one. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).max(0), z.strictObject({})])

const listed = z.object({ id: dossierId, name: z.string(), summary: z.string(), state: z.string() })
const entry = listed.extend({
  version: z.number().int(),
  because: z.string().optional().describe('Why it stands still, or ended'),
  endsAt: moment.optional(),
  withheld: z.array(z.string()).describe('Parts that an exemption keeps from the public for now'),
  sections: z.array(z.object({ title: z.string(), rows: z.array(z.object({ key: z.string(), value: z.string() })) })),
  criteria: z.array(
    z.object({ goal: z.string(), threshold: z.string(), measured: z.string().optional(), met: z.boolean().optional() }),
  ),
  gaps: z.array(z.string()),
  notFor: z.array(z.string()),
  digest: z.string().optional().describe('SHA-256 of the bytes that may run'),
  history: z.array(z.object({ at: moment, text: z.string() })),
})
const version = z.object({
  id: dossierId,
  version: z.number().int(),
  filedAt: moment,
  licensedAt: moment.optional(),
  content: sha256.describe('SHA-256 of all that the version says'),
  digest: sha256.optional().describe('SHA-256 of the bytes that it licenses'),
  parts: z.record(z.string(), sha256),
})
const exemptions = z.object({
  count: z.number().int().describe('Entries of which something is kept from the public now'),
  ageDays: z.array(z.number().int()),
})
const commitments = z.object({
  commitments: z.array(
    z.object({
      sealed: z.string(),
      commitment: sha256,
      at: moment,
      position: z.number().int().describe('In the ledger'),
    }),
  ),
})
const opening = z.object({
  format: z.literal('toetsbaar-opened/1'),
  commitment: sha256,
  leaves: z
    .record(z.string(), z.union([z.object({ salt: sha256, value: scalar }), z.object({ hash: sha256 })]))
    .describe('Every value by its place (JSON Pointer), with its own salt; names of persons as hashes'),
})
const publication = z.looseObject({}).describe('The entry as the delivery API 1.0 of the Algoritmeregister takes it')

for (const [name, schema] of Object.entries({
  RegisterEntry: entry,
  RegisterVersion: version,
  Exemptions: exemptions,
  Commitments: commitments,
  Opening: opening,
  Publication: publication,
}))
  z.globalRegistry.add(schema, { id: name })

export type RegisterApiParts = {
  readonly register: Pick<Register, 'entry' | 'entries' | 'timeline' | 'opened' | 'commitments'>
  readonly clock: () => Date
  /** The public page of an entry. */
  readonly page: (id: string) => string
}

/** The register as anybody may read it, for programs. What is withheld answers as what is not there. */
export function addRegisterApi(app: FastifyInstance, { register, clock, page }: RegisterApiParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'anyone' } as const
  const now = () => clock().toISOString()
  const described = (summary: string, operationId: string) => ({
    summary,
    description: summary,
    tags: ['register'],
    operationId,
  })
  const nothing = () => new Problem('not-found', 'The register has no such entry. See the list at /register/entries.')
  const found = async (id: string) => {
    const one = await register.entry(id)
    if (one === undefined) throw nothing()
    return one
  }

  api.get(
    '/register/entries',
    {
      config,
      schema: {
        ...described('Every system in the register, those that were retired too', 'listEntries'),
        querystring: inLanguage,
        response: { 200: z.object({ entries: z.array(listed) }), 400: problem },
      },
    },
    async ({ query }) => ({
      entries: publicList(await register.entries(), now(), query.lang).map(({ id, name, summary, state }) => ({
        id,
        name,
        summary,
        state,
      })),
    }),
  )

  api.get(
    '/register/entries/:id',
    {
      config,
      schema: {
        ...described('One system: what for, on what ground, with which data, and what is missing', 'getEntry'),
        params: named,
        querystring: inLanguage,
        response: { 200: entry, ...notThere },
      },
    },
    async ({ params: { id }, query: { lang } }) => {
      const acts = (await register.timeline(id)).map(({ act }) => act)
      const shown = publicEntry(await found(id), acts, now(), lang)
      if (shown === undefined) throw nothing()
      const { name, summary, state, because, ends, withheld, digest } = shown
      return {
        id,
        name,
        summary,
        state,
        version: shown.version,
        ...(because !== undefined && { because }),
        ...(ends !== undefined && { endsAt: ends.toISOString() }),
        withheld: [...withheld],
        sections: shown.sections.map(({ title, rows }) => ({ title, rows: [...rows] })),
        criteria: shown.criteria.map(({ goal, threshold, measured, met }) => ({
          goal,
          threshold,
          ...(measured !== undefined && { measured }),
          ...(met !== undefined && { met }),
        })),
        gaps: shown.gaps.map(({ text }) => text),
        notFor: [...shown.forbidden],
        ...(digest !== undefined && { digest }),
        history: shown.history.map(({ at, text }) => ({ at: at.toISOString(), text })),
      }
    },
  )

  api.get(
    '/register/entries/:id/versions/:version',
    {
      config,
      schema: {
        ...described('One version of an entry; this address never means another', 'getEntryVersion'),
        params: named.extend({ version: z.coerce.number().int().min(1) }),
        response: { 200: version, ...notThere },
      },
    },
    async ({ params: { id, version: number } }) => {
      const one = publicVersion(await found(id), number, now())
      if (one === undefined) throw nothing()
      const { licensedAt, digest, parts, ...rest } = one
      return {
        ...rest,
        ...(licensedAt !== undefined && { licensedAt }),
        ...(digest !== undefined && { digest }),
        parts: { ...parts },
      }
    },
  )

  api.get(
    '/register/entries/:id/publication',
    {
      config,
      schema: {
        ...described(
          'The entry in the form of the Algoritmeregister; one that is not fit to go out is not there',
          'getPublication',
        ),
        params: named,
        response: { 200: publication, ...notThere },
      },
    },
    async ({ params: { id } }) => {
      const made = algoritmeregister(await found(id), now(), page(id))
      if (made === undefined) throw nothing()
      const faults = publicationFaults(made)
      if (faults.length === 0) return { ...made }
      const why = faults.map(({ field, fault }) => `${field} (${fault})`).join(', ')
      throw new Problem('not-found', `This entry cannot be published yet: ${why}.`)
    },
  )

  api.get(
    '/register/entries/:id/openings',
    {
      config,
      schema: {
        ...described('What was sealed once and is open now, with what shows that it was never changed', 'listOpenings'),
        params: named,
        response: { 200: z.object({ openings: z.array(opening) }), ...notThere },
      },
    },
    async ({ params: { id } }) => {
      if (publicVersion(await found(id), 1, now()) === undefined) throw nothing()
      const openings = await register.opened(id)
      return {
        openings: openings.map(({ format, commitment, leaves }) => ({ format, commitment, leaves: json(leaves) })),
      }
    },
  )

  api.get(
    '/register/exemptions',
    {
      config,
      schema: {
        ...described('How many entries are kept from the public, and for how long', 'getExemptions'),
        response: { 200: exemptions },
      },
    },
    async () => {
      const { count, ageDays } = openExemptions(await register.entries(), now())
      return { count, ageDays: [...ageDays] }
    },
  )

  api.get(
    '/register/commitments',
    {
      config,
      schema: {
        ...described('What lies in the public log of entries that were ever sealed', 'listCommitments'),
        response: { 200: commitments },
      },
    },
    async () => ({
      commitments: (await register.commitments()).map(({ position, at, commitment }) => ({
        sealed: sealedName(commitment),
        commitment,
        at,
        position,
      })),
    }),
  )
}

type Leaves = z.input<typeof opening>['leaves']

function json(leaves: object): Leaves {
  return JSON.parse(JSON.stringify(leaves)) as Leaves
}
