import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { formatVerifier, parseNote, parseVerifier, type Signer, signatureOf, verifierOf } from '../src/index.ts'
import { signNote } from '../src/note.ts'

/** The example in the documentation of Go's golang.org/x/mod/sumdb/note. */
const neumann = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note: `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`,
}

test('a note that another tool signed is verified', () => {
  const verifier = parseVerifier(neumann.key)
  expect(formatVerifier(verifier)).toBe(neumann.key)
  expect(signatureOf(parseNote(neumann.note), verifier)).toBeDefined()
  expect(signatureOf(parseNote(neumann.note.replace('answer', 'Answer')), verifier)).toBeUndefined()
})

test('a cosignature carries its time, and another time does not verify', () => {
  const signer: Signer = {
    name: 'witness.example/w',
    key: generateKeyPairSync('ed25519').privateKey,
    type: 'cosignature',
  }
  const text = 'log.example/one\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'
  const line = signNote(text, signer, new Date('2026-03-01T10:00:00Z'))
  const note = parseNote(`${text}\n${line}`)
  expect(signatureOf(note, verifierOf(signer))?.at).toEqual(new Date('2026-03-01T10:00:00Z'))
  const later = note.signatures.map(one => ({ ...one, signature: one.signature.with(7, 0) as Buffer }))
  expect(
    signatureOf(
      { ...note, signatures: later.map(one => ({ ...one, signature: Buffer.from(one.signature) })) },
      verifierOf(signer),
    ),
  ).toBeUndefined()
})

test.each([
  '',
  'name',
  'name+00000000+AAAA',
  neumann.key.replace('c74f20a3', 'c74f20a4'),
  neumann.key.replace('P', 'Q'),
])('no verifier key: %s', line => {
  expect(() => parseVerifier(line)).toThrow(TypeError)
})
