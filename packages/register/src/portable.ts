import { canonicalJson, type Json } from '@toetsbaar/ledger'
import { z } from 'zod'
import { type Act, actSchema } from './act.ts'
import { type Entry, isRunning, type Version } from './entry.ts'
import { ImportError } from './kept.ts'
import { fold } from './take.ts'

const logged = z.strictObject({ kind: z.string(), at: z.string(), payload: z.json() })

/** What was gathered about a dossier beside its acts: facts over which it is measured, permits, acts that were refused. */
const evidenceSchema = z.strictObject({
  facts: z.array(logged),
  permits: z.array(logged),
  refused: z.array(logged),
})

const portableSchema = z.strictObject({
  format: z.literal('toetsbaar-register/1'),
  dossiers: z.array(
    z.strictObject({
      id: z.string(),
      /** As the acts make it; for reading. Who takes it in works it out again. */
      entry: z.json(),
      versions: z.array(z.json()),
      acts: z.array(actSchema),
      evidence: evidenceSchema,
    }),
  ),
})

export type Logged = { readonly kind: string; readonly at: string; readonly payload: Json }
export type Evidence = {
  readonly facts: readonly Logged[]
  readonly permits: readonly Logged[]
  readonly refused: readonly Logged[]
}

/** One dossier with all that is known about it. */
export type PortableDossier = {
  readonly id: string
  readonly entry: Omit<Entry, 'versions'>
  readonly versions: readonly Version[]
  readonly acts: readonly Act[]
  readonly evidence: Evidence
}

/** Dossiers as one text: canonical JSON (RFC 8785), so that the same register always gives the same bytes. */
export function writePortable(dossiers: readonly PortableDossier[]): string {
  const sorted = [...dossiers].sort((a, b) => (a.id < b.id ? -1 : 1))
  return `${canonicalJson({ format: 'toetsbaar-register/1', dossiers: sorted })}\n`
}

export function portableOf(
  id: string,
  { versions, ...entry }: Entry,
  acts: readonly Act[],
  evidence: Evidence,
): PortableDossier {
  return { id, entry, versions, acts, evidence }
}

/**
 * Reads an export. Every act is checked again by the rules, and the entry has to be the one that the acts make. Throws
 * `ImportError` with the dossier and what does not fit; an open request has to be decided before it travels, since approvals
 * of elsewhere do not count.
 */
export function readPortable(text: string): readonly PortableDossier[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ImportError('The export is no JSON.')
  }
  const parsed = portableSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ImportError(`The export does not fit: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  return parsed.data.dossiers.map(({ id, entry: said, versions: saidVersions, acts, evidence }) => {
    const { entry, irregular } = fold(acts)
    const [wrong] = irregular
    if (wrong !== undefined)
      throw new ImportError(`${id}: act ${wrong.index + 1} is refused by the rules: ${wrong.refused.because}`)
    if (entry === undefined || entry.id !== id) throw new ImportError(`${id}: its acts do not propose it`)
    if (entry.request !== undefined)
      throw new ImportError(
        `${id}: a request for ${entry.request.step} is open. Decline or finish it before the export.`,
      )
    const found = portableOf(id, entry, acts, evidence as Evidence)
    if (
      canonicalJson(found.entry) !== canonicalJson(said) ||
      canonicalJson(found.versions) !== canonicalJson(saidVersions)
    )
      throw new ImportError(`${id}: the entry is not the one that its acts make`)
    return found
  })
}

/** The evidence that came with a dossier from another register, as it lies in the ledger. */
export function evidenceIn(payload: Json | undefined): Evidence[] {
  const parsed = z.object({ evidence: evidenceSchema }).safeParse(payload)
  return parsed.success ? [parsed.data.evidence as Evidence] : []
}

/** One after the other, in the order given. */
export function mergeEvidence(all: readonly Evidence[]): Evidence {
  return {
    facts: all.flatMap(({ facts }) => facts),
    permits: all.flatMap(({ permits }) => permits),
    refused: all.flatMap(({ refused }) => refused),
  }
}

/** Whether the system ran where it came from; a licence does not travel, so here it stands still first. */
export function ranElsewhere({ entry }: PortableDossier): boolean {
  return isRunning(entry.state)
}
