import type { CaseEvent } from '@toetsbaar/casefile'
import { type Permit, permitsIn, recall, type Use } from '@toetsbaar/register'
import { BadInput, type Console, exit } from './console.ts'
import { operator } from './operator.ts'
import type { Options } from './options.ts'
import { withRecords } from './records.ts'

/**
 * `toetsbaar register recall SHA256…`: after an incident, all permits, events and cases that versions with these bytes
 * touched, and the decisions that rest on their advice. Cases are named by their internal ids, for who handles the incident.
 */
export async function recallFrom(options: Options, io: Pick<Console, 'out'>): Promise<number> {
  const digests = options.words
  if (digests.length === 0 || digests.some(one => !/^[0-9a-f]{64}$/.test(one)))
    throw new BadInput('register recall needs one or more SHA-256 of licensed bytes, 64 hexadecimal digits each')
  const recalled = await withRecords(async ({ ledger, casefile, register, handle }) => {
    const permits: Pick<Permit, 'id' | 'digest'>[] = []
    for (const { id } of await register.entries())
      for (const { kind, payload } of await permitsIn(ledger, id))
        if (kind === 'permit.issued') permits.push(payload as unknown as Permit)
    const uses: Use[] = []
    const streams = (await ledger.streams('case:')).filter(stream => !stream.slice('case:'.length).includes('/'))
    for (const stream of streams) {
      const id = stream.slice('case:'.length)
      const look = { ...operator(), operation: 'case.recall', case: id }
      uses.push(...usesIn(id, (await handle(look, () => casefile.read(id))).events))
    }
    return recall(digests, permits, uses)
  })
  if (options.flag('json')) io.out(`${JSON.stringify(recalled)}\n`)
  else {
    const decisions = recalled.uses.filter(({ kind }) => kind === 'officer.decided').length
    io.out(
      `${recalled.permits.length} permits, ${recalled.uses.length} events, ${decisions} decisions, ${recalled.cases.length} cases\n`,
    )
    for (const id of recalled.cases) io.out(`${id}\n`)
  }
  return recalled.uses.length === 0 ? exit.no : exit.done
}

/**
 * What came about in a case under which permit: what the system did, and what a person decided on its last advice before. What
 * was erased names nobody any more and is not among them.
 */
export function usesIn(id: string, events: readonly Pick<CaseEvent, 'version' | 'type' | 'by'>[]): Use[] {
  let advice: string | undefined
  return events.flatMap(({ by, type, version }) => {
    if (by?.kind === 'system') {
      if (type === 'run.advised') advice = by.permit
      return [{ position: version, kind: type, permit: by.permit, case: id }]
    }
    if (type !== 'officer.decided' || advice === undefined) return []
    return [{ position: version, kind: type, permit: advice, case: id }]
  })
}
