import { createReadStream } from 'node:fs'
import { parseVerifier, verifyDump } from '@toetsbaar/ledger'

// A process of its own, so that its peak memory is that of verifying alone.
const [file = '', key = ''] = process.argv.slice(2)
const started = performance.now()
const verdict = await verifyDump(createReadStream(file, { highWaterMark: 1 << 18 }), parseVerifier(key))
const seconds = (performance.now() - started) / 1000
process.stdout.write(JSON.stringify({ ok: verdict.ok, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
