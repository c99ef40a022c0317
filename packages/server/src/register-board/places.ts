import { type ActName, type Demand, type Entry, partOf, table } from '@toetsbaar/register'
import type { Person } from '../access.ts'
import { partyFor } from './party.ts'
import type { BoardAddresses } from './surface.ts'

/** Whether a person may do an act in the state in which the entry is; the rules say the rest when it is done. */
export function mayDo(entry: Entry, person: Person, act: ActName): boolean {
  return partyFor(person, act) !== undefined && table[act].from.includes(entry.state)
}

/** Where a demand is filled, for who may fill it. */
export function placeOf(
  { id, where }: Pick<Demand, 'id' | 'where'>,
  entry: Entry,
  person: Person,
  to: BoardAddresses,
): string | undefined {
  const act = (name: ActName, about?: string) =>
    mayDo(entry, person, name) ? to.act(entry.id, name, about) : undefined
  const [kind, detail] = where.split('.')
  if (kind === 'assessments') return act('assess', detail)
  if (kind === 'tests') return act('announce-test', detail)
  if (where === 'classification') return act(id === 'class-confirmed' ? 'confirm-class' : 'classify')
  if (where === 'signals') return to.worries
  if (where === 'incidents') return `${to.entry(entry.id)}#incidents`
  if (id === 'criteria-met') return `${to.entry(entry.id)}#criteria`
  const part = partOf(where)
  return part !== undefined && mayDo(entry, person, 'file') ? `${to.edit(entry.id, part)}` : undefined
}
