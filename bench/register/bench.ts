/**
 * node bench/register/bench.ts [--permits N]: what a permit costs. Verifying beside a bare Ed25519 check of as many bytes,
 * issuing beside a bare append to the same ledger, in the same run. Exit 1 where a demand is not met.
 */
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLedger } from '@toetsbaar/ledger'
import { isRefused, licensedDigest, loadDossier, openRegister, verifyPermit } from '@toetsbaar/register'
import { ownPostgres } from '../../test/postgres.ts'

const { values } = parseArgs({ options: { permits: { type: 'string', default: '500' } } })
const count = Number(values.permits)
const signing = generateKeyPairSync('ed25519').privateKey
const clock = () => new Date('2026-11-22T12:00:00Z')
const own = await ownPostgres()
let failed = 0
const p95 = (times: number[]) => times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN
const row = (what: string, figure: string, demand: string, met: boolean) => {
  if (!met) failed += 1
  console.log(`| ${what} | ${figure} | ${demand} | ${met ? 'yes' : 'NO'} |`)
}

try {
  const { pool } = await own.database()
  const keys = { origin: 'register.test/ledger', signing, masters: [{ id: 'm1', secret: randomBytes(32) }] } as const
  const ledger = await openLedger({ pool, keys, clock, random: randomBytes })
  const register = await openRegister({ ledger, clock, random: randomBytes, signingKey: signing })
  const parts = { model: 'a'.repeat(64) }
  const dossier = { ...loadDossier(join(import.meta.dirname, '../../dossiers/intake.yaml')), runs: { parts } }
  const shown = await register.demonstrate(dossier)
  if (isRefused(shown)) throw new Error(shown.because)
  const request = { dossier: 'intake', digest: licensedDigest(parts), purpose: 'demonstration', unit: 'intake-desk' }

  const [issuing, appending, verifying, bare]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let turn = 0; turn < count; turn++) {
    const t0 = performance.now()
    const permit = await register.permit(request)
    const t1 = performance.now()
    if ('refused' in permit) throw new Error(permit.because)
    const payload: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(permit)) if (typeof value !== 'boolean') payload[name] = value
    const t2 = performance.now()
    await ledger.append('bench/plain', 'permit.issued', payload)
    const t3 = performance.now()
    const answer = verifyPermit(permit, { now: clock(), publicKey: register.publicKey, running: request })
    const t4 = performance.now()
    if ('refused' in answer) throw new Error(answer.because)
    const bytes = Buffer.from(JSON.stringify(permit))
    const signature = sign(null, bytes, signing)
    const t5 = performance.now()
    verify(null, bytes, register.publicKey, signature)
    const t6 = performance.now()
    issuing.push(t1 - t0)
    appending.push(t3 - t2)
    verifying.push(t4 - t3)
    bare.push(t6 - t5)
  }
  console.log('| what | measured | demand | met |\n|---|---|---|---|')
  const held = p95(verifying)
  row(
    'verifying a held permit, p95, beside a bare Ed25519 check',
    `${held.toFixed(2)} ms : ${p95(bare).toFixed(2)} ms = ${(held / p95(bare)).toFixed(1)}`,
    '≤ 1 ms',
    held <= 1,
  )
  const ratio = p95(issuing) / p95(appending)
  row(
    'issuing a permit, p95, beside a bare append',
    `${p95(issuing).toFixed(1)} ms : ${p95(appending).toFixed(1)} ms = ${ratio.toFixed(2)}`,
    'one append (≤ 3)',
    ratio <= 3,
  )
} finally {
  await own.remove()
}
process.exitCode = failed === 0 ? 0 : 1
