import type { Register } from '@toetsbaar/register'
import type { Lang } from '@toetsbaar/rulebook'
import type { SystemUsed } from '@toetsbaar/web'
import { addresses } from '../site/addresses.ts'

/** A system by the id of its dossier; without a version the one that is licensed now. */
export type Used = { readonly dossier: string; readonly version?: number }

/** The register's identification of systems: name, version and the page on which anybody can check it. */
export async function systemsUsed(
  register: Pick<Register, 'entry'>,
  used: readonly Used[],
  lang: Lang,
): Promise<readonly SystemUsed[]> {
  const found = await Promise.all(
    used.map(async ({ dossier, version }): Promise<readonly SystemUsed[]> => {
      const entry = await register.entry(dossier)
      const number = version ?? entry?.licensed ?? entry?.versions.length
      const said = entry?.versions.find(each => each.number === number) ?? entry?.versions.at(-1)
      const name = said?.dossier.name[lang] ?? dossier
      return [{ id: dossier, name, version: number, href: addresses(lang).entry(dossier) }]
    }),
  )
  return found.flat()
}
