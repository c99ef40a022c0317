import { type Permit, permitsIn, recall, type Use } from '@toetsbaar/register'
import { BadInput, type Console, exit } from './console.ts'
import type { Options } from './options.ts'
import { withRecords } from './records.ts'

/**
 * `toetsbaar register recall SHA256…`: after an incident, all permits, events and cases that versions with these bytes
 * touched. Cases are named by their internal ids, for who handles the incident.
 */
export async function recallFrom(options: Options, io: Pick<Console, 'out'>): Promise<number> {
  const digests = options.words
  if (digests.length === 0 || digests.some(one => !/^[0-9a-f]{64}$/.test(one)))
    throw new BadInput('register recall needs one or more SHA-256 of licensed bytes, 64 hexadecimal digits each')
  const recalled = await withRecords(async ({ ledger, casefile, register }) => {
    const permits: Pick<Permit, 'id' | 'digest'>[] = []
    for (const { id } of await register.entries())
      for (const { kind, payload } of await permitsIn(ledger, id))
        if (kind === 'permit.issued') permits.push(payload as unknown as Permit)
    const uses: Use[] = []
    const streams = (await ledger.streams('case:')).filter(stream => !stream.slice('case:'.length).includes('/'))
    for (const stream of streams) {
      const id = stream.slice('case:'.length)
      for (const { by, type, version } of (await casefile.read(id)).events)
        if (by?.kind === 'system') uses.push({ position: version, kind: type, permit: by.permit, case: id })
    }
    return recall(digests, permits, uses)
  })
  if (options.flag('json')) io.out(`${JSON.stringify(recalled)}\n`)
  else {
    io.out(`${recalled.permits.length} permits, ${recalled.uses.length} events, ${recalled.cases.length} cases\n`)
    for (const id of recalled.cases) io.out(`${id}\n`)
  }
  return recalled.uses.length === 0 ? exit.no : exit.done
}
