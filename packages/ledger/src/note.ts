import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** Signature types of C2SP signed-note: a plain Ed25519 signature, and a cosignature that carries its time. */
export type SignatureType = 'ed25519' | 'cosignature'

const typeByte = { ed25519: 1, cosignature: 4 } as const

/** Who signs notes: the name on its lines and an Ed25519 private key. */
export type Signer = { readonly name: string; readonly key: KeyObject; readonly type: SignatureType }

/** Whose signature counts. */
export type Verifier = { readonly name: string; readonly key: KeyObject; readonly type: SignatureType }

/** RFC 8410: what stands before the 32 bytes of an Ed25519 public key in SPKI. */
const spki = Buffer.from('302a300506032b6570032100', 'hex')

function publicBytes(key: KeyObject): Buffer {
  const { x } = createPublicKey(key.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' })
  return Buffer.from(String(x), 'base64url')
}

function keyId({ name, key, type }: Verifier): Buffer {
  const signed = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([typeByte[type]]), publicBytes(key)])
  return hash('sha256', signed, 'buffer').subarray(0, 4)
}

export function verifierOf({ name, key, type }: Signer): Verifier {
  return { name, key: createPublicKey(key), type }
}

/** A verifier as one line, `name+keyid+key`: what other people's tools take (C2SP signed-note, "vkey"). */
export function formatVerifier(verifier: Verifier): string {
  const key = Buffer.concat([Buffer.from([typeByte[verifier.type]]), publicBytes(verifier.key)])
  return `${verifier.name}+${keyId(verifier).toString('hex')}+${key.toString('base64')}`
}

/** The opposite of `formatVerifier`. Throws TypeError on a line that is none. */
export function parseVerifier(line: string): Verifier {
  const [name, id, ...rest] = line.trim().split('+')
  const key = Buffer.from(rest.join('+'), 'base64')
  const type = key[0] === 1 ? 'ed25519' : key[0] === 4 ? 'cosignature' : undefined
  if (name === undefined || !plainName(name) || type === undefined || key.length !== 33) {
    throw new TypeError(`"${line.trim()}" is no verifier key; it looks like name+1a2b3c4d+base64`)
  }
  const verifier: Verifier = {
    name,
    type,
    key: createPublicKey({ key: Buffer.concat([spki, key.subarray(1)]), format: 'der', type: 'spki' }),
  }
  if (keyId(verifier).toString('hex') !== id)
    throw new TypeError(`The key id in "${line.trim()}" does not belong to its name and key`)
  return verifier
}

/** A name of a log or witness: no spaces and no plus sign. */
export function plainName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name)
}

export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }
export type NoteSignature = {
  readonly name: string
  readonly id: string
  readonly signature: Buffer
  readonly line: string
}

/** Signs a text that ends with a newline; gives the signature line. `at` is the time of a cosignature. */
export function signNote(text: string, { name, key, type }: Signer, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const id = keyId({ name, key: createPublicKey(key), type })
  const signature = sign(null, Buffer.from(signedText(text, type, seconds)), key)
  const bytes = type === 'ed25519' ? [id, signature] : [id, timestamp(seconds), signature]
  return `— ${name} ${Buffer.concat(bytes).toString('base64')}\n`
}

/** More signatures than this are not looked at (signed-note asks for 16 at least). */
const mostSignatures = 100

/** Takes a note apart. Throws TypeError where it is none. */
export function parseNote(note: string): Note {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || !note.isWellFormed() || hasControls(note))
    throw new TypeError('This is no signed note: a text, an empty line, signature lines')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > mostSignatures)
    throw new TypeError(`This note has ${lines.length} signatures; ${mostSignatures} is the most that is read`)
  const signatures = lines.map(line => {
    const [, name, body] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? []
    const bytes = Buffer.from(body ?? '', 'base64')
    if (name === undefined || bytes.length < 5) throw new TypeError(`"${line}" is no signature line`)
    return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4), line: `${line}\n` }
  })
  return { text: note.slice(0, split + 1), signatures }
}

function hasControls(note: string): boolean {
  return [...note].some(letter => letter < ' ' && letter !== '\n')
}

/** The signature of this verifier under the note, with the time where it carries one; undefined where it has none, or one that does not fit. */
export function signatureOf(note: Note, verifier: Verifier): { readonly at: Date | undefined } | undefined {
  const id = keyId(verifier).toString('hex')
  for (const { name, id: signedWith, signature } of note.signatures) {
    if (name !== verifier.name || signedWith !== id) continue
    const length = verifier.type === 'cosignature' ? 72 : 64
    if (signature.length !== length) return undefined
    const seconds = verifier.type === 'cosignature' ? Number(signature.readBigUInt64BE()) : 0
    const signed = Buffer.from(signedText(note.text, verifier.type, seconds))
    if (!verify(null, signed, verifier.key, signature.subarray(length - 64))) return undefined
    return { at: verifier.type === 'cosignature' ? new Date(seconds * 1000) : undefined }
  }
  return undefined
}

/** C2SP tlog-cosignature: the time is signed with the text. */
function signedText(text: string, type: SignatureType, seconds: number): string {
  return type === 'ed25519' ? text : `cosignature/v1\ntime ${seconds}\n${text}`
}

function timestamp(seconds: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(seconds))
  return bytes
}
