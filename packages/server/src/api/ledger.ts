import { type Ledger, leafHash, parseCheckpoint } from '@toetsbaar/ledger'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem, problemSchema } from '../errors.ts'

const text = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } })
const problem = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
}
const place = z.coerce.number().int().min(0)
const hash = z.string().describe('32 bytes in base64')

const consistency = z.object({
  from: z.number().int(),
  checkpoint: z.string().describe('The signed note (C2SP tlog-checkpoint) that the path leads to'),
  path: z.array(hash),
})
const inclusion = z.object({
  index: z.number().int(),
  leafHash: hash.describe('The RFC 9162 leaf hash of the entry; the entry itself is not public'),
  checkpoint: z.string(),
  path: z.array(hash),
})

/** One checkpoint serves everybody for so long: asking for it does not make a row each time. */
const heldMs = 1000

/** What an outsider checks the ledger with: its key, its signed head, and proofs. No content and no name of a stream. */
export function addLedgerProofs(app: FastifyInstance, ledger: Ledger, now: () => number): void {
  const api = app.withTypeProvider<ZodTypeProvider>()
  let held: { readonly note: Promise<string>; readonly until: number } | undefined
  const checkpoint = (): Promise<string> => {
    if (held === undefined || held.until <= now()) held = { note: ledger.checkpoint(), until: now() + heldMs }
    const asked = held
    // One that failed is not kept.
    asked.note.catch(() => {
      if (held === asked) held = undefined
    })
    return asked.note
  }
  const within = (index: number, size: number, pointer: string) => {
    if (index <= size) return
    const detail = `is beyond the ${size} entries of the ledger`
    throw new Problem('invalid-input', `query ${pointer}: ${detail}`, {
      errors: [{ in: 'query', location: { pointer }, code: 'beyond-the-end', detail }],
    })
  }
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const described = (summary: string, operationId: string) => ({
    summary,
    description: summary,
    tags: ['ledger'],
    operationId,
  })

  api.get(
    '/ledger/public-key',
    {
      config: { access: 'anyone' },
      schema: {
        ...described('The key that signs the ledger, as one line (C2SP signed-note)', 'getLedgerKey'),
        response: { 200: text('A verifier key') },
      },
    },
    async (_, reply) => {
      reply.type('text/plain; charset=utf-8')
      return `${ledger.verifier}\n`
    },
  )

  api.get(
    '/ledger/checkpoint',
    {
      config: { access: 'anyone' },
      schema: {
        ...described('The signed head of the ledger now (C2SP tlog-checkpoint)', 'getCheckpoint'),
        response: { 200: text('A signed note') },
      },
    },
    async (_, reply) => {
      reply.type('text/plain; charset=utf-8')
      return await checkpoint()
    },
  )

  api.get(
    '/ledger/consistency',
    {
      config: { access: 'anyone' },
      schema: {
        ...described('That the ledger now begins with an earlier one of so many entries', 'proveConsistency'),
        querystring: z.object({ from: place }),
        response: { 200: consistency, 400: problem },
      },
    },
    async ({ query: { from } }) => {
      const note = await checkpoint()
      const { size } = parseCheckpoint(note)
      within(from, size, '/from')
      return { from, checkpoint: note, path: (await ledger.consistency(from, size)).map(base64) }
    },
  )

  api.get(
    '/ledger/inclusion',
    {
      config: { access: 'anyone' },
      schema: {
        ...described('That an entry is in the ledger', 'proveInclusion'),
        querystring: z.object({ index: place }),
        response: { 200: inclusion, 400: problem },
      },
    },
    async ({ query: { index } }) => {
      const note = await checkpoint()
      const { size } = parseCheckpoint(note)
      within(index + 1, size, '/index')
      const { leaf, path } = await ledger.inclusion(index, size)
      return { index, leafHash: base64(leafHash(Buffer.from(leaf))), checkpoint: note, path: path.map(base64) }
    },
  )
}
