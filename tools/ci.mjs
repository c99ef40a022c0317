// Runs every check after an install and ends with exactly one line of the form "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const scratch = mkdtempSync(join(tmpdir(), 'toetsbaar-ci-'))
const results = join(scratch, 'vitest.json')

const checks = [
  ['tests', 'npm', ['test', '--silent', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`]],
  ['types', 'node_modules/.bin/tsc', ['-p', '.']],
  ['format and lint', 'node_modules/.bin/biome', ['check', '--no-errors-on-unmatched', '.']],
  ['unused code and dependencies', 'node_modules/.bin/knip', []],
]

let passed = 0
let failed = 0
const told = []
for (const [name, program, args] of checks) {
  process.stdout.write(`\n== ${name} ==\n`)
  const started = performance.now()
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error !== undefined) process.stdout.write(`${program} could not be started: ${error.message}\n`)
  const counts = name === 'tests' ? countTests(status) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 }
  passed += counts.passed
  failed += counts.failed
  const seconds = Math.round((performance.now() - started) / 1000)
  told.push(
    `${counts.failed === 0 ? 'ok    ' : 'FAILED'}  ${name} (${counts.passed} passed, ${counts.failed} failed, ${seconds} s)`,
  )
}
rmSync(scratch, { recursive: true, force: true })
process.stdout.write(`\n${told.join('\n')}\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

/** The counts that vitest wrote; a run that fails without a failed test (a file that does not load) counts as one failure. */
function countTests(status) {
  try {
    const told = JSON.parse(readFileSync(results, 'utf8'))
    const broken = told.testResults.filter(
      file => file.status === 'failed' && file.assertionResults.length === 0,
    ).length
    const failures = told.numFailedTests + broken
    return { passed: told.numPassedTests, failed: status === 0 ? failures : Math.max(1, failures) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
