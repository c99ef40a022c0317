import type { SystemUsed } from '@toetsbaar/web'
import type { DeskCase } from '../desk-case.ts'

/**
 * A case as one JSON document, with the register's identification of the systems used. It holds what the page shows and no
 * more: no id of the case, no advice where that is withheld, and of the model its identity alone.
 */
export function caseJson(shown: DeskCase, systems: readonly SystemUsed[], at: Date): string {
  const { model: _, modelVersion, advice, mine: __, may: ___, systems: ____, ...rest } = shown
  const { graph: _____, ...reasons } = advice.shown === true ? advice : { ...advice, graph: undefined }
  const document = {
    exportedAt: at.toISOString(),
    systems: systems.map(({ id, name, version, href }) => ({ id, name, version, entry: href })),
    ...rest,
    model: modelVersion,
    advice: reasons,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
