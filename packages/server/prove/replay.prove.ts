/** Holds a dialogue on each report of the corpus, then replays all cases in a second process. --count: how many reports. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/house.ts'
import { startPostgres } from '../src/postgres.ts'
import { openSecrets } from '../src/secrets.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '300' } },
})
const root = join(import.meta.dirname, '../../..')
const data = mkdtempSync(join(tmpdir(), 'toetsbaar-replay-'))
const corpus = ['dev-a', 'dev-b', 'dev-c']
  .flatMap(name =>
    readFileSync(join(root, 'corpus', `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n'),
  )
  .map(line => JSON.parse(line) as { text: string; lang: 'nl' | 'en' })
  .slice(0, Number(values.count))
const answers = ['yes', 'no', 'dont-know'] as const
let state = Number(values.seed)
const pick = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return answers[state % 3] ?? 'dont-know'
}

const config = readConfig(root, data, { TOETSBAAR_DATA: data, TOETSBAAR_DATE: '2026-03-01' })
const postgres = await startPostgres({ dataDir: join(data, 'postgres') })
let acts = 0
try {
  const house = await openHouse(config, openSecrets(data, undefined), { app: postgres.url, owner: postgres.ownerUrl })
  for (const { text, lang } of corpus) {
    let { report } = await house.reports.open({ text, lang })
    for (let turn = 0; turn < 12; turn++) {
      const { step } = report
      const act =
        step.at === 'people-first'
          ? ({ kind: 'alert-seen' } as const)
          : step.at === 'confirm'
            ? ({
                kind: 'decided',
                done: true,
                decisions: step.proposals.map(({ id, value }) => ({ observation: id, value })),
              } as const)
            : step.at === 'safety'
              ? ({
                  kind: 'safety-answered',
                  answers: Object.fromEntries(step.observations.map(id => [id, pick()])),
                } as const)
              : step.at === 'question'
                ? ({ kind: 'answer', observation: step.observation, value: pick() } as const)
                : undefined
      if (act === undefined) break
      report = await house.reports.act(report.id, report.version, lang, [act])
      acts += 1
    }
  }
  await house.close()
  const command = [join(root, 'packages/cli/bin/toetsbaar.js'), 'case', 'replay', '--all', '--json']
  const run = spawnSync(process.execPath, command, {
    cwd: root,
    env: { ...process.env, TOETSBAAR_DATA: data },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const replays = run.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { same: boolean | null; sameCode?: boolean; computed?: number; first?: unknown })
  const same = replays.filter(one => one.same === true)
  const computed = same.reduce((sum, one) => sum + (one.computed ?? 0), 0)
  console.log(
    `replay: ${corpus.length} reports, ${acts} acts; in a second process ${same.length} of ${replays.length} cases the same to the byte, ${computed} events computed anew, ${replays.filter(one => one.sameCode).length} under the same digest`,
  )
  const differs = replays.find(one => one.same !== true)
  if (differs !== undefined) console.log(JSON.stringify(differs).slice(0, 2_000))
  process.exitCode = differs === undefined && same.length >= corpus.length ? 0 : 1
} finally {
  await postgres.stop()
  rmSync(data, { recursive: true })
}
