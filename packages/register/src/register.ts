import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Dossier } from './dossier.ts'
import { longestPermit, type Permit, type PermitRequest, type Refusal, signPermit } from './permit.ts'
import { licensedDigest } from './sealed.ts'

/** The part of a ledger that the register needs; `@toetsbaar/ledger` gives it. */
export type Streams = {
  append(stream: string, kind: string, payload: unknown): Promise<unknown>
  read(stream: string): Promise<readonly { readonly kind: string; readonly payload: unknown }[]>
}

export type RegisterOptions = {
  readonly ledger: Streams
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
  /** Ed25519 private key; its public half verifies permits. */
  readonly signingKey: KeyObject
}

export type Register = {
  readonly publicKey: KeyObject
  /** Leave to run one version for one purpose, or the reason why not. Either way it is in the ledger. */
  permit(request: PermitRequest): Promise<Permit | Refusal>
  /** For demonstration mode: puts a dossier in state field lab on the word of labelled, invented persons. */
  demonstrate(dossier: Dossier): Promise<void>
}

type Licensed = { readonly dossier: Dossier; readonly version: number; readonly at: string }

export async function openRegister({ ledger, clock, random, signingKey }: RegisterOptions): Promise<Register> {
  const permits = 'register/permits'
  const stream = (dossier: string) => `register/dossier/${dossier}`

  async function licensed(id: string): Promise<Licensed | undefined> {
    const entries = await ledger.read(stream(id))
    return entries.findLast(entry => entry.kind === 'register.demonstrated')?.payload as Licensed | undefined
  }

  function refusal(found: Licensed | undefined, request: PermitRequest, now: Date): Refusal | undefined {
    if (found === undefined)
      return { refused: 'dossier-unknown', because: `The register has no dossier "${request.dossier}".` }
    const { runs, scope, from, until } = found.dossier
    if (runs === undefined || licensedDigest(runs.parts) !== request.digest)
      return { refused: 'digest-not-licensed', because: 'What is about to run is not what was approved.' }
    const purpose = scope?.purposes.find(({ id }) => id === request.purpose)
    if (!purpose?.states.includes('field-lab'))
      return {
        refused: 'purpose-not-in-scope',
        because: `Purpose "${request.purpose}" is not licensed in state field lab.`,
      }
    if (!scope?.units.includes(request.unit))
      return { refused: 'unit-not-in-scope', because: `Unit "${request.unit}" is not in the dossier's scope.` }
    if (from === undefined || !(now.getTime() >= Date.parse(from)))
      return { refused: 'not-yet', because: `The dossier starts on ${from ?? 'a date that is missing'}.` }
    if (until === undefined || !(now.getTime() < Date.parse(until)))
      return { refused: 'end-date-passed', because: `The dossier ended on ${until ?? 'a date that is missing'}.` }
    return undefined
  }

  return {
    publicKey: createPublicKey(signingKey),
    async permit(request) {
      const found = await licensed(request.dossier)
      const now = clock()
      const refused = refusal(found, request, now)
      if (refused !== undefined || found === undefined) {
        const answer = refused ?? { refused: 'dossier-unknown', because: 'The register has no such dossier.' }
        await ledger.append(permits, 'permit.refused', { ...request, ...answer, at: now.toISOString() })
        return answer
      }
      const end = Math.min(now.getTime() + longestPermit, Date.parse(found.dossier.until ?? ''))
      const issued = signPermit(
        {
          ...request,
          id: Buffer.from(random(16)).toString('hex'),
          version: found.version,
          issuedAt: now.toISOString(),
          expiresAt: new Date(end).toISOString(),
        },
        signingKey,
      )
      await ledger.append(permits, 'permit.issued', issued)
      return issued
    },
    async demonstrate(dossier) {
      const before = await licensed(dossier.id)
      if (before !== undefined && JSON.stringify(before.dossier) === JSON.stringify(dossier)) return
      const version = (before?.version ?? 0) + 1
      await ledger.append(stream(dossier.id), 'register.demonstrated', { dossier, version, at: clock().toISOString() })
    },
  }
}
