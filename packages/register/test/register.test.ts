import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { licensedDigest, loadDossier, openRegister, parseDossier, verifyPermit, workbenchPermit } from '../src/index.ts'
import { memoryLedger } from './memory-ledger.ts'

const root = join(import.meta.dirname, '../../..')
const { privateKey } = generateKeyPairSync('ed25519')

test('a permit is issued for what is licensed, and for nothing else', async () => {
  const clock = () => new Date('2026-11-22T10:00:00Z')
  const ledger = memoryLedger(clock)
  const register = await openRegister({
    ledger,
    clock,
    random: bytes => new Uint8Array(bytes).fill(7),
    signingKey: privateKey,
  })
  const parts = { model: 'a'.repeat(64) }
  const shown = await register.demonstrate(
    parseDossier({ ...loadDossier(join(root, 'dossiers/intake.yaml')), runs: { parts } }),
  )
  expect(shown).toMatchObject({ state: 'field-lab', licensed: 1 })
  const request = { dossier: 'intake', digest: licensedDigest(parts), purpose: 'demonstration', unit: 'intake-desk' }
  const permit = await register.permit(request)
  if ('refused' in permit) throw new Error(permit.because)
  const at = (iso: string) => ({ now: new Date(iso), publicKey: register.publicKey })
  expect(verifyPermit(permit, at('2026-11-22T10:14:59Z'))).toBe(permit)
  expect(verifyPermit(permit, at('2026-11-22T10:15:01Z'))).toMatchObject({ refused: 'permit-expired' })
  expect(verifyPermit({ ...permit, purpose: 'intake' }, at('2026-11-22T10:01:00Z'))).toMatchObject({
    refused: 'permit-forged',
  })
  expect(await register.permit({ ...request, digest: 'b'.repeat(64) })).toMatchObject({
    refused: 'digest-not-licensed',
  })
  expect(ledger.entries.at(-1)).toMatchObject({ kind: 'permit.refused', payload: { refused: 'digest-not-licensed' } })
})

test('a workbench permit is worth nothing to a server', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const permit = workbenchPermit({ now, id: 'w', digest: 'c'.repeat(64) })
  const { publicKey } = generateKeyPairSync('ed25519')
  expect(verifyPermit(permit, { now, publicKey })).toMatchObject({ refused: 'permit-forged' })
})
