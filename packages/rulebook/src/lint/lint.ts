import type { Model } from '../model.ts'
import { theoryOf } from '../theory.ts'
import type { Finding } from './finding.ts'
import { ruleFindings } from './rules.ts'
import { wordingFindings } from './wording.ts'

/**
 * The weaknesses of a model that loads, decided over every set of facts by the engine, not by samples. Empty for a clean
 * model. (Unknown names, missing texts and circles of priorities are faults of loading.)
 */
export function lint(model: Model): Finding[] {
  return [...ruleFindings(model, theoryOf(model)), ...unusedSources(model), ...wordingFindings(model)]
}

function unusedSources(model: Model): Finding[] {
  const used = new Set(model.rules.flatMap(r => [r.source, ...r.also]))
  return model.sources.flatMap((s, i) =>
    used.has(s.id)
      ? []
      : [
          {
            code: 'source-unused' as const,
            file: 'model.yaml' as const,
            path: ['sources', i],
            message: `no rule rests on the source "${s.id}"; cite it in a rule, or remove it`,
          },
        ],
  )
}
