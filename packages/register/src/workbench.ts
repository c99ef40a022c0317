import { generateKeyPairSync } from 'node:crypto'
import { longestPermit, type Permit, signPermit } from './permit.ts'

/**
 * A permit for the command line without a case: purpose `workbench`, stores nothing.
 * Its key is made here and thrown away, so it is worth nothing to a server, which knows only its own register's key.
 */
export function workbenchPermit({ now, id, digest }: { now: Date; id: string; digest: string }): Permit {
  const { privateKey } = generateKeyPairSync('ed25519')
  return signPermit(
    {
      dossier: 'workbench',
      digest,
      purpose: 'workbench',
      unit: 'command-line',
      id,
      version: 0,
      issuedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + longestPermit).toISOString(),
    },
    privateKey,
  )
}
