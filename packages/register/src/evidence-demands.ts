import { type Demand, met, type Says } from './demand.ts'
import type { Gravity } from './dossier.ts'
import { latestResults } from './evidence.ts'
import { hasCome } from './moment.ts'
import { algoritmeregister, publicationFaults } from './publication.ts'

function tested(id: string, kind: 'quality' | 'fairness', gravity: readonly Gravity[], says: Says): Demand {
  return {
    id,
    level: 'operational',
    says,
    source: 'area-forecast',
    where: `tests.${kind}`,
    holds: 'always',
    postponable: true,
    gravity,
    missing: (entry, version, now) => {
      const results = latestResults(entry, kind, version.digest)
      if (results.length === 0) return [kind]
      return results.filter(({ passed, validUntil }) => !passed || hasCome(validUntil, now)).map(({ test }) => test)
    },
  }
}

const everyone: readonly Gravity[] = ['light', 'noticeable', 'grave']

/** What has to be shown by tests, measurements and what came in from outside. */
export const evidenceDemands: readonly Demand[] = [
  tested('quality-tested', 'quality', everyone, {
    nl: 'Er is geen geldige, gehaalde kwaliteitstest van deze versie.',
    en: 'There is no valid, passed quality test of this version.',
  }),
  tested('fairness-tested', 'fairness', everyone, {
    nl: 'Er is geen geldige, gehaalde test op eerlijkheid van deze versie.',
    en: 'There is no valid, passed fairness test of this version.',
  }),
  {
    id: 'criteria-met',
    level: 'operational',
    says: {
      nl: 'Dit criterium is in het fieldlab niet gehaald of niet gemeten.',
      en: 'This criterion was not met or not measured in the field lab.',
    },
    source: 'area-forecast',
    where: 'criteria',
    holds: 'step',
    postponable: false,
    missing: (entry, { dossier }) =>
      (dossier.criteria ?? [])
        .filter(
          ({ id }) =>
            entry.measurements.findLast(one => one.criterion === id && one.outcome !== 'too-few')?.outcome !== 'passed',
        )
        .map(({ id }) => id),
  },
  {
    id: 'signals-answered',
    level: 'operational',
    says: { nl: 'Deze zorg van buiten heeft nog geen antwoord.', en: 'This worry from outside has no answer yet.' },
    source: 'area-forecast',
    where: 'signals',
    holds: 'step',
    postponable: false,
    missing: ({ signals }) => signals.filter(({ answer }) => answer === undefined).map(({ id }) => id),
  },
  {
    id: 'publishable',
    level: 'operational',
    says: {
      nl: 'Dit veld voor het Algoritmeregister is leeg of klopt niet.',
      en: 'This field for the Algoritmeregister is empty or not right.',
    },
    source: 'area-forecast',
    where: 'publication',
    holds: 'step',
    postponable: true,
    // What an exemption withholds is not asked for here; it is due when the exemption ends.
    missing: (entry, _, now) => {
      const publication = algoritmeregister(entry, now)
      return publication === undefined ? met : publicationFaults(publication).map(({ field }) => field)
    },
  },
  {
    id: 'no-open-incident',
    level: 'field-lab',
    says: { nl: 'Dit incident is nog niet afgesloten.', en: 'This incident is not closed yet.' },
    source: 'ai-act-73',
    where: 'incidents',
    holds: 'always',
    postponable: false,
    missing: ({ incidents }) => incidents.filter(({ closed }) => closed === undefined).map(({ id }) => id),
  },
]
