import { isRunning, type Register } from '@toetsbaar/register'
import { type Model, selectModel } from '@toetsbaar/rulebook'

/**
 * Asks for a review of every running system whose class was worked out under an earlier law than the one that holds today.
 * Resolves to the ids that were asked; a law asks once.
 */
export async function askForNewLaw(
  register: Pick<Register, 'entries' | 'act' | 'timeline'>,
  models: readonly Model[],
  today: string,
): Promise<readonly string[]> {
  const law = selectModel([...models], 'ai-act', today)
  if (law === undefined) return []
  const asked: string[] = []
  for (const entry of await register.entries()) {
    const under = entry.classified.findLast(({ confirmed }) => confirmed !== undefined)?.classification.model.from
    if (!isRunning(entry.state) || under === undefined || under >= law.from) continue
    const because = `The AI Act as it stands from ${law.from}; the class was worked out under the law of ${under}.`
    const before = (await register.timeline(entry.id)).some(
      ({ act }) => act.act === 'trigger' && act.because === because,
    )
    if (before) continue
    const by = { person: 'register', role: 'register', line: 'outside' } as const
    await register.act(entry.id, { act: 'trigger', by, kind: 'new-law', because })
    asked.push(entry.id)
  }
  return asked
}
