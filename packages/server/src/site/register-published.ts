import { openExemptions, type PublicEntry, publicEntry, publicList, type Register } from '@toetsbaar/register'
import type { Lang } from '@toetsbaar/rulebook'

/** The register as anybody may see it, now or as it was at a moment: what is withheld now does not show on any day. */
export type Published = {
  list(lang: Lang, on?: string): Promise<ReturnType<typeof publicList>>
  entry(id: string, lang: Lang, on?: string): Promise<PublicEntry | undefined>
  /** How many entries are withheld now, and for how many days each. */
  exemptions(): Promise<ReturnType<typeof openExemptions>>
}

type Inside = Pick<Register, 'entry' | 'entries' | 'timeline'>

/** What pages for the public are given of the register; they hold nothing else of it. */
export function openPublished(register: Inside, clock: () => Date): Published {
  const now = () => clock().toISOString()
  return {
    async list(lang, on) {
      const current = await register.entries()
      const shown = on === undefined ? current : await register.entries(on)
      return publicList(shown, now(), lang, current)
    },
    async entry(id, lang, on) {
      const current = await register.entry(id)
      if (current === undefined) return undefined
      const acts = (await register.timeline(id)).map(({ act }) => act)
      const at = now()
      return publicEntry(current, acts, at, lang, on ?? at)
    },
    exemptions: async () => openExemptions(await register.entries(), now()),
  }
}
