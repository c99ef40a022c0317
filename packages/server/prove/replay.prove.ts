/** Holds a dialogue on each report of the corpus, to the police, then replays all cases in a second process. --count: how many reports. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { Problem, type SubjectOffered } from '../src/errors.ts'
import { type House, openHouse } from '../src/house.ts'
import { startPostgres } from '../src/postgres.ts'
import type { Report } from '../src/reports.ts'
import { openSecrets } from '../src/secrets.ts'
import { nextAct, type Walker } from '../test/walk.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1000000' } },
})
const root = join(import.meta.dirname, '../../..')
const data = mkdtempSync(join(tmpdir(), 'toetsbaar-replay-'))
const corpus = readdirSync(join(root, 'corpus'))
  .filter(name => name.endsWith('.jsonl'))
  .sort()
  .flatMap(name =>
    readFileSync(join(root, 'corpus', name), 'utf8')
      .trim()
      .split('\n'),
  )
  .map(line => JSON.parse(line) as { text: string; lang: 'nl' | 'en' })
  // A part of them is taken evenly, so that every subject is in it.
  .filter((_, at, all) => {
    const share = Math.min(1, Number(values.count) / all.length)
    return Math.floor((at + 1) * share) > Math.floor(at * share)
  })
const answers = ['yes', 'no', 'dont-know'] as const
let state = Number(values.seed)
const below = (most: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}
const phrases = {
  nl: [
    'Nee, dat is niet gebeurd.',
    'Ja, dat klopt.',
    'Dat weet ik niet meer.',
    'Ik ben bang en durf niet naar buiten.',
  ],
  en: ['No, that did not happen.', 'Yes, that is right.', 'I do not remember.', 'I am scared and dare not go out.'],
}
const walkerIn = (lang: 'nl' | 'en'): Walker => ({
  answer: () => answers[below(3)] ?? 'no',
  words: () => (below(3) === 0 ? phrases[lang][below(4)] : undefined),
  detail: () => phrases[lang][below(4)] ?? '',
})

/** A story that does not settle its subject is asked; the first that is offered is taken. */
async function open(house: House, text: string, lang: 'nl' | 'en'): Promise<Report> {
  try {
    return (await house.reports.open({ text, lang })).report
  } catch (error) {
    const choices = error instanceof Problem ? error.extra.choices : undefined
    const [first] = (choices ?? []) as readonly SubjectOffered[]
    if (first === undefined) throw error
    asked += 1
    return (await house.reports.open({ text, lang, subject: first.subject })).report
  }
}

const config = readConfig(root, data, { TOETSBAAR_DATA: data, TOETSBAAR_DATE: '2026-03-01' })
const postgres = await startPostgres({ dataDir: join(data, 'postgres') })
let acts = 0
let asked = 0
let sent = 0
try {
  const house = await openHouse(config, openSecrets(data, undefined), { app: postgres.url, owner: postgres.ownerUrl })
  for (const { text, lang } of corpus) {
    let report = await open(house, text, lang)
    const walker = walkerIn(lang)
    for (let turn = 0; turn < 40; turn++) {
      const act = nextAct(report, walker)
      if (act === undefined) break
      report = await house.reports.act(report.id, report.version, lang, [act])
      acts += 1
    }
    if (report.step.at === 'sent') sent += 1
  }
  await house.links.stop()
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
    `replay: ${corpus.length} reports, ${asked} of which said their subject, ${acts} acts, ${sent} sent; in a second process ${same.length} of ${replays.length} cases the same to the byte, ${computed} events computed anew, ${replays.filter(one => one.sameCode).length} under the same digest`,
  )
  const differs = replays.find(one => one.same !== true)
  if (differs !== undefined) console.log(JSON.stringify(differs).slice(0, 2_000))
  process.exitCode = differs === undefined && same.length >= corpus.length ? 0 : 1
} finally {
  await postgres.stop()
  rmSync(data, { recursive: true })
}
