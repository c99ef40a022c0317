import { type Entry, latestVersion, permitsIn, recall, type Use } from '@toetsbaar/register'
import { renderRegisterRecall } from '@toetsbaar/web'
import { sendPage } from '../site/frame.ts'
import { type Board, entryIn, type OfEntry, visitOf } from './surface.ts'
import { usesUnder } from './uses.ts'

/** Who may see which cases a system touched: who keeps it, who checks it, and who supervises. The list opens no case. */
const roles = ['system-owner', 'assessor', 'auditor', 'supervisor'] as const

/** Everything that a version touched, for an incident: the cases by their number. Each look is in the access log. */
export function addRecallPage(parts: Board): void {
  const { app, ledger, handle, pool, caseNumber } = parts
  const config = { access: { roles } } as const
  app.get<OfEntry>('/:lang/register-board/system/:id/recall', { config }, async (request, reply) => {
    const visit = visitOf(parts, request, reply)
    const { person, frame, to, lang } = visit
    const entry = await entryIn(parts, visit, request.params.id)
    const versions = recalledVersions(entry)
    const digests = versions.map(({ digest }) => digest)
    const permits = (await permitsIn(ledger, entry.id)).flatMap(({ kind, payload }) =>
      kind === 'permit.issued' ? permitOf(payload) : [],
    )
    const looking = {
      actor: { kind: 'officer', id: person.id, role: person.role },
      operation: 'register.recall',
      purpose: 'recall of a system',
      dossier: entry.id,
      case: undefined,
    }
    const uses = await handle(looking, () => usesUnder(pool, recall(digests, permits, []).permits))
    const asUses = uses.map(({ caseId, permit }, position): Use => ({ position, kind: 'case', permit, case: caseId }))
    const found = recall(digests, permits, asUses)
    const cases = found.cases.map(id => {
      const own = uses.filter(({ caseId }) => caseId === id)
      return { number: caseNumber(id), uses: own.length, last: own[0]?.last.toISOString() ?? '' }
    })
    const html = renderRegisterRecall({
      frame,
      system: latestVersion(entry).dossier.name[lang],
      versions,
      cases: cases.sort((a, b) => b.last.localeCompare(a.last)),
      permits: found.permits.length,
      back: to.entry(entry.id),
    })
    return sendPage(reply, html)
  })
}

/** The versions of open incidents; without one, the version that may run or last might. */
function recalledVersions(entry: Entry): { number: number; digest: string }[] {
  const open = entry.incidents.filter(({ closed }) => closed === undefined).flatMap(({ digests }) => digests)
  return entry.versions.flatMap(({ number, digest }) => {
    const wanted = digest !== undefined && (open.length > 0 ? open.includes(digest) : number === entry.licensed)
    return wanted ? [{ number, digest }] : []
  })
}

function permitOf(payload: unknown): { id: string; digest: string }[] {
  if (typeof payload !== 'object' || payload === null || !('id' in payload) || !('digest' in payload)) return []
  const { id, digest } = payload
  return typeof id === 'string' && typeof digest === 'string' ? [{ id, digest }] : []
}
