import { assessmentDemands, classificationOf } from './assessment-demands.ts'
import { contentDemands } from './content-demands.ts'
import { type Demand, type Level, levels } from './demand.ts'
import type { Entry, Version } from './entry.ts'
import { evidenceDemands } from './evidence-demands.ts'
import { hasCome } from './moment.ts'

/** One thing that is still missing, ready to be shown with a link. */
export type Gap = Pick<Demand, 'id' | 'level' | 'says' | 'source' | 'where' | 'postponable'> & {
  readonly about: readonly string[]
}

/** All demands, in the order in which a person fills a dossier. */
export const demands: readonly Demand[] = [...contentDemands, ...assessmentDemands, ...evidenceDemands]

function applies(demand: Demand, entry: Entry, version: Version): boolean {
  const { regime, gravity } = version.dossier
  if (demand.regime !== undefined && demand.regime !== regime) return false
  // A gravity or class that is not known asks for everything: unknown never gives the lighter duty.
  if (demand.gravity !== undefined && gravity !== undefined && !demand.gravity.includes(gravity)) return false
  if (demand.class === 'high-risk') {
    const found = classificationOf(entry, version)
    const lighter = ['transparency', 'minimal', 'no-ai']
    if (found?.confirmed !== undefined && lighter.includes(found.classification.class)) return false
  }
  return true
}

/** The demands of a version up to a level: those of its regime, gravity and class. */
export function demandsOf(entry: Entry, version: Version, level: Level): readonly Demand[] {
  const upTo = levels.indexOf(level)
  return demands.filter(demand => levels.indexOf(demand.level) <= upTo && applies(demand, entry, version))
}

/** What is missing for a version to go to a level (and, with `holds: 'always'`, to stay there). */
export function gaps(entry: Entry, version: Version, level: Level, now: string, holds?: 'always'): Gap[] {
  const postponed = (demand: Demand) =>
    demand.postponable &&
    entry.catchUp?.items.some(item => item.demand === demand.id && !hasCome(item.by, now)) === true
  return demandsOf(entry, version, level).flatMap(demand => {
    if ((holds !== undefined && demand.holds !== holds) || postponed(demand)) return []
    const about = demand.missing(entry, version, now, level)
    const { id, says, source, where, postponable } = demand
    return about.length === 0
      ? []
      : [{ id, level: demand.level, says, source, where, postponable, about: about.filter(one => one !== '') }]
  })
}
