import { type KeyObject, sign, verify } from 'node:crypto'
import { canonicalJson } from '@toetsbaar/ledger'

declare const permit: unique symbol

/** What a permit is asked for. */
export type PermitRequest = {
  readonly dossier: string
  /** SHA-256 (hex) of the canonical bytes that are to run. */
  readonly digest: string
  readonly purpose: string
  readonly unit: string
  readonly case?: string
}

/** The register's signed, short-lived leave to run one version for one purpose. Only `register` makes one. */
export type Permit = PermitRequest & {
  readonly [permit]: true
  readonly id: string
  readonly version: number
  readonly issuedAt: string
  readonly expiresAt: string
  readonly signature: string
}

/** Why no permit was issued; the code goes into the ledger. */
export type Refusal = { readonly refused: string; readonly because: string }

/** A permit never lasts longer than this. */
export const longestPermit = 15 * 60 * 1000

/** What is signed: every member but the signature, in canonical form. The first word keeps other signatures of the same key apart. */
function signedBytes(terms: object): Buffer {
  return Buffer.from(`toetsbaar-permit-1 ${canonicalJson(terms)}`)
}

export type PermitTerms = PermitRequest & Pick<Permit, 'id' | 'version' | 'issuedAt' | 'expiresAt'>

/** Signs terms with Ed25519. Stays inside this package: whoever can call it can let anything run. */
export function signPermit(terms: PermitTerms, signingKey: KeyObject): Permit {
  return Object.freeze({
    ...terms,
    signature: sign(null, signedBytes(terms), signingKey).toString('base64url'),
  }) as Permit
}

export type PermitCheck = {
  readonly now: Date
  readonly publicKey: KeyObject
  /** What is about to run; each member that is given must be the one on the permit. */
  readonly running?: Partial<PermitRequest>
}

/**
 * Says whether a held permit still gives leave, without asking the register: its signature, its dates and what it is for.
 * Half open: it holds from `issuedAt` up to, and not on, `expiresAt`. Gives the permit, or the first reason why not.
 */
export function verifyPermit(held: unknown, { now, publicKey, running = {} }: PermitCheck): Permit | Refusal {
  if (typeof held !== 'object' || held === null || !('signature' in held) || typeof held.signature !== 'string')
    return { refused: 'permit-missing', because: 'There is no permit. Ask the register for one before this step.' }
  const { signature, ...terms } = held
  if (!signatureFits(terms, signature, publicKey))
    return {
      refused: 'permit-forged',
      because: 'The signature does not fit this permit. It was changed, or another register made it.',
    }
  const genuine = held as Permit
  const from = Date.parse(genuine.issuedAt)
  const until = Date.parse(genuine.expiresAt)
  if (!(until - from <= longestPermit))
    return { refused: 'permit-too-long', because: 'No permit lasts longer than 15 minutes.' }
  if (!(now.getTime() >= from))
    return {
      refused: 'permit-not-yet',
      because: `This permit starts at ${genuine.issuedAt}; the clock says ${now.toISOString()}.`,
    }
  if (!(now.getTime() < until))
    return {
      refused: 'permit-expired',
      because: `This permit ended at ${genuine.expiresAt}. Ask the register for a new one.`,
    }
  for (const key of ['dossier', 'digest', 'purpose', 'unit', 'case'] as const)
    if (key in running && running[key] !== genuine[key])
      return { refused: `permit-other-${key}`, because: `This permit is for another ${key} than what is about to run.` }
  return genuine
}

function signatureFits(terms: object, signature: string, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  // Only the one spelling that was issued: base64url has others for the same bytes.
  if (bytes.toString('base64url') !== signature) return false
  try {
    return verify(null, signedBytes(terms), publicKey, bytes)
  } catch {
    return false
  }
}
