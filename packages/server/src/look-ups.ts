import type { InquiryEvent, InquiryState } from '@toetsbaar/inquiry'
import type { Lists, Wanted } from '@toetsbaar/lists'
import type { Model } from '@toetsbaar/rulebook'

/** Answers an observation from a list. "dont-know" where the story names nothing that the list could hold. */
export type LookUps = (
  model: Model,
  observation: string,
  state: InquiryState,
  date: string,
) => Promise<Extract<InquiryEvent, { kind: 'looked-up' }>>

/** Look-ups in the lists of this installation: a story's web addresses and accounts against entries that are fresh enough. */
export function openLookUps(lists: Pick<Lists, 'find'>): LookUps {
  return async (model, observation, state, date) => {
    const list = model.observations.find(each => each.id === observation)?.list ?? observation
    const definition = model.lists.find(each => each.id === list)
    const reading = state.past.findLast(event => event.kind === 'read')?.reading
    const wanted = (reading?.entities ?? []).flatMap((entity): Wanted[] => {
      const kind = entity.type === 'URL' ? 'url' : entity.type === 'IBAN' && entity.valid !== false ? 'iban' : undefined
      if (kind === undefined || definition?.matches.includes(kind) !== true) return []
      return [{ kind, value: entity.normal ?? entity.text }]
    })
    const found = { kind: 'looked-up', observation, list, entry: undefined, on: date, matched: undefined } as const
    if (definition === undefined || wanted.length === 0) return { ...found, value: 'dont-know' }
    const hit = await lists.find(list, wanted, date, definition.expiresAfterDays)
    return hit === undefined
      ? { ...found, value: 'no' }
      : { ...found, value: 'yes', entry: hit.entry, matched: hit.value }
  }
}
