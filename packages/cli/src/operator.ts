import { userInfo } from 'node:os'

/** Who runs a command that opens what is in cases, for the access log: the user of this machine. */
export function operator() {
  return { actor: { kind: 'operator', id: userInfo().username }, purpose: 'checking', dossier: 'intake' } as const
}
