import type { Exemption } from '@toetsbaar/register'
import type { DeskCase } from '../desk-case.ts'

/** A part of a case that the defence is not shown, and on what ground. */
export type WithheldPart = {
  readonly part: 'reading' | 'advice' | 'weighing' | 'system' | 'notes' | 'details'
  readonly ground: Exemption['ground'] | 'privacy' | 'internal'
  /** When a dossier's exemption ends; then the part is shown. */
  readonly until?: Date
}

type CasePart = 'reading' | 'advice' | 'weighing' | 'system'

/** Which parts of a case would show what a dossier withholds. What is not in here says nothing of a single case. */
const tactical: Readonly<Partial<Record<Exemption['withheld'][number], readonly CasePart[]>>> = {
  everything: ['reading', 'advice', 'weighing', 'system'],
  data: ['reading'],
  outputs: ['advice', 'weighing'],
  margins: ['weighing'],
  criteria: ['weighing'],
  risks: ['weighing'],
}

/**
 * A case as the defence may see it: what was told, what was used and how the outcome came about. Notes among officers and
 * the details by which people can be reached stay out; so does what the dossier of a system that ran withholds, for as
 * long as that holds. Everything left out is named, with its ground.
 * @param exemptionOf what a dossier withholds now
 */
export function forDefence(
  shown: DeskCase,
  exemptionOf: (dossier: string) => Exemption | undefined,
): { readonly shown: DeskCase; readonly withheld: readonly WithheldPart[] } {
  const withheld: WithheldPart[] = []
  if (shown.notes.length > 0) withheld.push({ part: 'notes', ground: 'internal' })
  if (shown.slots.length + shown.attachments.length > 0) withheld.push({ part: 'details', ground: 'privacy' })
  const hidden = new Set<string>()
  for (const { dossier } of shown.systems) {
    const exemption = exemptionOf(dossier)
    for (const part of new Set(exemption?.withheld.flatMap(each => tactical[each] ?? []))) {
      if (part === 'system') hidden.add(dossier)
      if (exemption === undefined || withheld.some(each => each.part === part)) continue
      withheld.push({ part, ground: exemption.ground, until: new Date(exemption.until) })
    }
  }
  const without = (part: CasePart) => withheld.some(each => each.part === part)
  const officerless = shown.timeline
    .filter(({ type }) => type !== 'officer.noted')
    .filter(({ by }) => by.kind !== 'system' || !hidden.has(by.dossier))
    .filter(({ type }) => !(without('advice') && type === 'run.advised'))
    .filter(({ type }) => !(without('reading') && type === 'inquiry.read'))
    .map(({ outcome, ...row }) => (without('advice') || outcome === undefined ? row : { ...row, outcome }))
  const recorded = { shown: 'recorded', outcome: undefined, stable: false, why: 'withheld' } as const
  const { advice } = shown
  return {
    shown: {
      ...shown,
      may: [],
      notes: [],
      slots: [],
      emptySlots: [],
      attachments: [],
      requests: [],
      timeline: officerless,
      systems: shown.systems.filter(({ dossier }) => !hidden.has(dossier)),
      ...(without('reading') && {
        marks: [],
        readBy: undefined,
        facts: shown.facts.map(({ id, value, origin }) => ({ id, value, origin })),
      }),
      advice: without('advice')
        ? recorded
        : without('weighing') && advice.shown === true
          ? { ...advice, against: [], wouldChange: [], missing: [], graph: { nl: '', en: '' } }
          : advice,
    },
    withheld,
  }
}

/** The same case without who at the desk did what: a role is enough for who looks from outside. */
export function withoutNames(shown: DeskCase): DeskCase {
  const nobody = <Row extends { readonly by: DeskCase['timeline'][number]['by'] }>(row: Row): Row =>
    row.by.kind === 'officer' ? { ...row, by: { ...row.by, id: '' } } : row
  return {
    ...shown,
    officer: undefined,
    mine: false,
    timeline: shown.timeline.map(row => {
      const { to, ...rest } = nobody(row)
      return to?.officer === undefined ? { ...rest, ...(to !== undefined && { to }) } : rest
    }),
    followUps: shown.followUps.map(nobody),
    notes: shown.notes.map(nobody),
  }
}
