import { type Entry, latestVersion, permitsIn, recall, type Use } from '@toetsbaar/register'
import { renderRegisterRecall } from '@toetsbaar/web'
import { sendPage } from '../site/frame.ts'
import { type Board, entryIn, type OfEntry, visitOf } from './surface.ts'

/** Who may see which cases a system touched: who keeps it, who checks it, and who supervises. The list opens no case. */
const roles = ['system-owner', 'assessor', 'auditor', 'supervisor'] as const

/** Everything that a version touched, for an incident: the cases by their number. Each look is in the access log. */
export function addRecallPage(parts: Board): void {
  const { app, ledger, handle } = parts
  app.get<OfEntry>(
    '/:lang/register-board/system/:id/recall',
    { config: { access: { roles } } },
    async (request, reply) => {
      const visit = visitOf(parts, request, reply)
      const { person, frame, to, lang } = visit
      const entry = await entryIn(parts, visit, request.params.id)
      const versions = recalledVersions(entry)
      const permits = (await permitsIn(ledger, entry.id)).flatMap(({ kind, payload }) =>
        kind === 'permit.issued' ? permitOf(payload) : [],
      )
      const actor = { kind: 'officer', id: person.id, role: person.role }
      const about = {
        actor,
        operation: 'register.recall',
        purpose: 'recall of a system',
        dossier: entry.id,
        case: undefined,
      }
      const { permits: wanted } = recall(
        versions.map(({ digest }) => digest),
        permits,
        [],
      )
      const uses = await handle(about, () => usesUnder(parts, new Set(wanted)))
      const found = recall(
        versions.map(({ digest }) => digest),
        permits,
        uses.map(({ use }) => use),
      )
      const last = new Map(uses.map(({ use, at }) => [use.case, at]))
      const cases = found.cases.map(id => ({
        number: parts.caseNumber(id),
        uses: found.uses.filter(use => use.case === id).length,
        last: last.get(id) ?? '',
      }))
      const html = renderRegisterRecall({
        frame,
        system: latestVersion(entry).dossier.name[lang],
        versions,
        cases: cases.sort((a, b) => b.last.localeCompare(a.last)),
        permits: found.permits.length,
        back: to.entry(entry.id),
      })
      return sendPage(reply, html)
    },
  )
}

/** The versions of open incidents; without one, the version that may run or last might. */
function recalledVersions(entry: Entry): { number: number; digest: string }[] {
  const open = entry.incidents.filter(({ closed }) => closed === undefined).flatMap(({ digests }) => digests)
  return entry.versions.flatMap(({ number, digest }) =>
    digest !== undefined && (open.length > 0 ? open.includes(digest) : number === entry.licensed)
      ? [{ number, digest }]
      : [],
  )
}

function permitOf(payload: unknown): { id: string; digest: string }[] {
  if (typeof payload !== 'object' || payload === null || !('id' in payload) || !('digest' in payload)) return []
  const { id, digest } = payload
  return typeof id === 'string' && typeof digest === 'string' ? [{ id, digest }] : []
}

/** What came about in cases under some permits, from their own events. */
async function usesUnder(
  { casefile }: Pick<Board, 'casefile'>,
  permits: ReadonlySet<string>,
): Promise<{ readonly use: Use; readonly at: string }[]> {
  const found: { use: Use; at: string }[] = []
  if (permits.size === 0) return found
  for (const { case: id } of await casefile.list({})) {
    const { events } = await casefile.read(id)
    for (const { by, type, version, at } of events)
      if (by?.kind === 'system' && permits.has(by.permit))
        found.push({ use: { position: version, kind: type, permit: by.permit, case: id }, at })
  }
  return found
}
