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
