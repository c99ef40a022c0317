import { licensedAt, type Register } from '@toetsbaar/register'

/** The address of one version of a dossier. It never means another version, so a record can name it for ever. */
export function versionAddress(address: string, dossier: string, version: number): string {
  return `${address}/api/v1/register/entries/${dossier}/versions/${version}`
}

/**
 * Gives the address of the version that a dossier ran under at a moment. What the access log names is the page of the
 * dossier, which changes; the register keeps which version was licensed when. A dossier without any keeps its page.
 */
export async function versionAddresses(
  register: Pick<Register, 'entry'>,
  address: string,
  activities: readonly string[],
): Promise<(activity: string, moment: string) => string> {
  const entries = new Map<string, Awaited<ReturnType<Register['entry']>>>()
  for (const activity of new Set(activities)) {
    const dossier = dossierIn(activity)
    if (!entries.has(dossier)) entries.set(dossier, await register.entry(dossier))
  }
  return (activity, moment) => {
    const dossier = dossierIn(activity)
    const entry = entries.get(dossier)
    return entry === undefined ? activity : versionAddress(address, dossier, licensedAt(entry, moment))
  }
}

function dossierIn(activity: string): string {
  return activity.replace(/\/+$/, '').split('/').at(-1) ?? ''
}
