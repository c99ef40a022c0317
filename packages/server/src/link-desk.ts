import type { Casefile } from '@toetsbaar/casefile'
import type { LinkFinder, Links, Network } from '@toetsbaar/links'
import type { Permit, Refusal, Register } from '@toetsbaar/register'
import type { Pool } from 'pg'
import type { Person } from './access.ts'
import type { LogHandling } from './handling.ts'
import { type Intake, RunError } from './run.ts'
import { type LinkRun, linkDossier, linksOn, networkOn, partiesIn, takeIn } from './run-links.ts'

/** What cases share, for persons at the desk. Off until the link finder's own dossier gives leave, and then says why not. */
export type LinkDesk = {
  /** The links of a case. The look is in the access log before anything is given. Throws `RunError` where there is no leave. */
  links(who: Person, id: string): Promise<Links>
  network(who: Person, id: string): Promise<Network>
  /** An officer looked at links, and put cases in a file or did not: the fact over which the finder's criterion is measured. */
  used(filed: boolean): Promise<void>
  /** Takes in the cases that the police got and that were not taken in yet. Resolves to how many, or why none. */
  catchUp(): Promise<number | Refusal>
  /** Catches up soon; for whom adds a case. */
  poke(): void
  stop(): Promise<void>
}

export type LinkDeskParts = {
  readonly pool: Pool
  readonly casefile: Pick<Casefile, 'read'>
  readonly register: Pick<Register, 'permit' | 'note' | 'entry'>
  readonly intake: Intake
  readonly finder: LinkFinder
  readonly run: LinkRun
  readonly handle: LogHandling
  /** The purpose for which links are looked for: `demonstration` or `intake`. */
  readonly purpose: string
  /** Tells the queue how many new links these cases have. */
  readonly tell: (counts: ReadonlyMap<string, number>) => Promise<void>
  readonly say: (line: string) => void
}

/** So many cases are taken in at once. */
const batch = 100
/** After something failed, and to see whether leave was given meanwhile. */
const againMs = 60_000
/** While there is no leave: each asking is a line in the ledger. */
const offMs = 15 * 60_000
/** Long enough for a case that was told of to be on disk. */
const soonMs = 500

export function openLinkDesk(parts: LinkDeskParts): LinkDesk {
  const { pool, casefile, register, intake, finder, run, handle, purpose, tell, say } = parts
  const unit = 'intake-desk'
  const unreadable = new Set<string>()
  const leave = (id?: string): Promise<Permit | Refusal> =>
    register.permit({ dossier: linkDossier, digest: run.digest, purpose, unit, ...(id !== undefined && { case: id }) })
  /** For the criterion in the dossier; nobody at work is stopped by a fact that could not be kept. */
  const note = async (filed: boolean): Promise<void> => {
    await register.note(linkDossier, 'links-looked', { filed }).catch(() => say('A fact on links could not be kept.'))
  }

  /** Cases that are due, the newest first. */
  const due = async (): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ case_id: string }>(
      `select case_id from casefile.list l where received is not null
         and not exists (select 1 from links.linked k where k.case_id = l.case_id and k.rules = $1)
         and not (l.case_id = any($3::uuid[]))
       order by received desc limit $2`,
      [run.digest, batch, [...unreadable]],
    )
    return rows.map(row => row.case_id)
  }

  const partiesOf = async (permit: Permit, id: string) =>
    partiesIn(permit, run, intake, (await casefile.read(id)).events)

  const catchUp = async (): Promise<number | Refusal> => {
    let taken = 0
    // Off for good: nothing is kept of what it held.
    if ((await register.entry(linkDossier))?.state === 'retired') {
      await finder.clear()
      return leave().then(answer => ('refused' in answer ? answer : 0))
    }
    for (;;) {
      const ids = stopping ? [] : await due()
      if (ids.length === 0) return taken
      // A permit is short: each batch asks anew.
      const permit = await leave()
      if ('refused' in permit) return permit
      const read = await Promise.allSettled(ids.map(async id => ({ case: id, ...(await partiesOf(permit, id)) })))
      const cases = read.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
      // One case that cannot be read keeps no other out; it is tried again after the next start.
      for (const [at, one] of read.entries()) if (one.status === 'rejected') unreadable.add(ids[at] ?? '')
      if (cases.length < ids.length)
        say(`Links: ${ids.length - cases.length} cases could not be read, and are left out.`)
      await takeIn(permit, run, finder, cases, async (transaction, id) => {
        const row = await transaction.get('casefile.list', { case_id: id })
        return row !== undefined
      })
      await tell(await finder.newLinks(await finder.around(ids)))
      taken += cases.length
    }
  }

  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let wanted = false
  const round = async (): Promise<void> => {
    clearTimeout(timer)
    wanted = false
    const outcome = await catchUp().catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'fault'
      say(`Links could not be taken in (${name}). It is tried again in a minute.`)
      return 0
    })
    running = undefined
    if (stopping) return
    if (wanted) return poke()
    timer = setTimeout(poke, typeof outcome === 'number' ? againMs : offMs)
    timer.unref()
  }
  const poke = () => {
    wanted = true
    if (stopping || running !== undefined) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running ??= round()
    }, soonMs)
    timer.unref()
  }

  const look = <Found>(who: Person, id: string, operation: string, find: (permit: Permit) => Promise<Found>) => {
    const actor = { kind: 'officer', id: who.id, role: who.role }
    const why = `${purpose}: what other cases share with this one`
    return handle({ actor, operation, purpose: why, dossier: linkDossier, case: id }, async () => {
      const permit = await leave(id)
      if ('refused' in permit) throw new RunError('no-permit', permit.because)
      return find(permit)
    })
  }

  return {
    links: (who, id) =>
      look(who, id, 'links.read', async permit => {
        const found = await linksOn(permit, run, finder, id, await partiesOf(permit, id))
        // Who only oversees leaves the queue of those who handle the case as it is.
        if (who.role !== 'auditor') {
          await finder.looked(id)
          await tell(new Map([[id, 0]]))
        }
        return found
      }),
    network: (who, id) => look(who, id, 'links.network', permit => networkOn(permit, run, finder, id)),
    used: note,
    catchUp,
    poke,
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
