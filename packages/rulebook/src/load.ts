import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { digestOf } from './digest.ts'
import { Faults } from './fault.ts'
import { ruleNames } from './groups.ts'
import type { Lang, Model, ModelRule, Observation, Source } from './model.ts'
import { expandPriorities } from './preferences.ts'
import { checkReferences, nearest } from './references.ts'
import { casesFile, type ModelFile, modelFile, textsFile } from './schema.ts'
import { readSourceFile, type SourceFile } from './source-file.ts'
import { flatten, neededTexts, textFaults } from './texts.ts'

const _LANGS: readonly Lang[] = ['nl', 'en']

/**
 * Reads one model: a folder `<subject>/<first day of the law>` with model, texts, reading and cases. Throws `ModelError`
 * with every fault of a stage at its file, line and column.
 */
export function loadModel(directory: string): Model {
  const source = readSourceFile(directory, 'model.yaml')
  const file = conform(modelFile, source)
  const faults = new Faults()
  if (file.from !== basename(directory))
    faults.add(
      source.fault(
        ['from'],
        `the folder is called ${basename(directory)} and this says ${file.from}; make them the same`,
      ),
    )
  checkReferences(file, source, faults)
  faults.settle()
  const rulesOf = ruleNames(file, source, faults)
  const pairs = expandPriorities(file, source, rulesOf, faults)
  faults.settle()

  const cases = readSourceFile(directory, 'cases.yaml')
  const casesData = conform(casesFile, cases)
  checkCases(file, casesData, cases, faults)

  const observations = file.observations.map(observationOf)
  const needed = neededTexts(
    file,
    observations.map(o => o.id),
  )
  const textSources = byLang(lang => readSourceFile(directory, `texts.${lang}.yaml`))
  const textData = byLang(lang => conform(textsFile, textSources[lang]))
  const texts = byLang(lang => {
    const found = flatten(textData[lang])
    for (const fault of textFaults(textSources[lang], found, needed)) faults.add(fault)
    return Object.fromEntries(found.map(t => [t.key, t.text]))
  })
  faults.settle()

  const reading = byLang(lang => readingOf(directory, lang))
  const text = (key: string) => texts.en[key] ?? key
  return {
    subject: file.subject,
    from: file.from,
    revision: file.revision,
    digest: digestOf({
      'model.yaml': file,
      'cases.yaml': casesData,
      'texts.nl.yaml': textData.nl,
      'texts.en.yaml': textData.en,
      'reading.nl.yaml': reading.nl,
      'reading.en.yaml': reading.en,
    }),
    observations,
    lists: (file.lists ?? []).map(l => ({ id: l.id, matches: l.matches, expiresAfterDays: l['expires-after-days'] })),
    exclusive: file.exclusive ?? [],
    impossible: file.impossible ?? [],
    conclusions: file.conclusions,
    outcomes: file.outcomes,
    rules: file.rules.map(ruleOf),
    contraries: file.contraries ?? [],
    priorities: (file.priorities ?? []).map(p => ({
      id: p.id,
      stronger: rulesOf(p.stronger),
      weaker: rulesOf(p.weaker),
    })),
    preferences: pairs.map(p => ({ ...p, because: text(`priority.${p.priority}.reason`) })),
    exceptions: (file.exceptions ?? []).map(e => ({ id: e.id, by: e.by, rules: rulesOf(e.rules) })),
    undercuts: (file.exceptions ?? []).flatMap(e =>
      e.by.flatMap(by =>
        rulesOf(e.rules).map(rule => ({ by, rule, exception: e.id, because: text(`exception.${e.id}.reason`) })),
      ),
    ),
    undecided: (file.undecided ?? []).flatMap(u =>
      rulesOf(u.one).flatMap(one =>
        rulesOf(u.other).map(other => ({
          between: [one, other] as const,
          because: text(`undecided.${u.id}.reason`),
          goesTo: u['goes-to'],
          declared: u.id,
        })),
      ),
    ),
    gaps: (file.gaps ?? []).map(g => ({ id: g.id, when: g.when, goesTo: g['goes-to'] })),
    sources: file.sources.map(s => sourceOf(s, file.from, text(`source.${s.id}.title`))),
    slots: (file.slots ?? []).map(s => ({
      id: s.id,
      kind: s.kind,
      required: s.required ?? false,
      from: s.from ?? [],
      after: s.after,
      repeat: s.repeat ?? false,
    })),
    cases: casesData.cases.map(c => ({ ...c, stable: c.stable, because: c.because, note: c.note })),
    texts,
    reading,
  }
}

/** Reads every model under a root (`<root>/<subject>/<day>/model.yaml`), by subject and then by day. */
export function loadModels(root: string): Model[] {
  const models: Model[] = []
  for (const subject of folders(root))
    for (const day of folders(join(root, subject)))
      if (existsSync(join(root, subject, day, 'model.yaml'))) models.push(loadModel(join(root, subject, day)))
  return models
}

/** The model of a subject that states the law of a day (YYYY-MM-DD); `undefined` for a day before the first. */
export function selectModel(models: readonly Model[], subject: string, date: string): Model | undefined {
  return models
    .filter(m => m.subject === subject && m.from <= date)
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .at(-1)
}

/** Where something in a model's file stands, as `file:line:column`; `path` leads to it from the top of the file. */
export function placeOf(directory: string, name: string, path: readonly (string | number)[]): string {
  const { file, line, column } = readSourceFile(directory, name).fault(path, '')
  return `${file}:${line}:${column}`
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
}

function byLang<T>(make: (lang: Lang) => T): Record<Lang, T> {
  return { nl: make('nl'), en: make('en') }
}

function conform<T extends z.ZodType>(schema: T, source: SourceFile): z.infer<T> {
  const result = schema.safeParse(source.value)
  if (result.success) return result.data
  const faults = new Faults()
  for (const issue of result.error.issues) {
    const path = issue.path.filter(key => typeof key !== 'symbol')
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        faults.add(source.fault([...path, key], `the key "${key}" is not known here; correct or remove it`))
    else {
      const where = path.length === 0 ? 'this file' : `"${path.join('.')}"`
      faults.add(source.fault(path, `${where} is not as it should be: ${plain(issue)}; see docs/models.md`))
    }
  }
  faults.settle()
  throw new Error('unreachable')
}

function plain(issue: z.core.$ZodIssue): string {
  return issue.message
    .replace(/^Invalid input: /, '')
    .replace(/^Invalid input$/, 'none of the forms that are allowed here')
}

function checkCases(file: ModelFile, data: z.infer<typeof casesFile>, source: SourceFile, faults: Faults): void {
  const observations = new Set(file.observations.map(o => (typeof o === 'string' ? o : o.id)))
  const rules = new Set(file.rules.map(r => r.id))
  const seen = new Set<string>()
  data.cases.forEach((c, i) => {
    if (seen.has(c.id))
      faults.add(source.fault(['cases', i], `the case "${c.id}" stands there twice; give one of the two another id`))
    seen.add(c.id)
    c.known.forEach((fact, j) => {
      const atom = fact.replace(/^[-?]/, '')
      if (!observations.has(atom))
        faults.add(
          source.fault(['cases', i, 'known', j], `"${atom}" is no observation; ${nearest(atom, observations)}`),
        )
    })
    if (!file.outcomes.includes(c.outcome) && c.outcome !== 'unclear')
      faults.add(
        source.fault(
          ['cases', i, 'outcome'],
          `"${c.outcome}" is no outcome; ${nearest(c.outcome, new Set([...file.outcomes, 'unclear']))}`,
        ),
      )
    c.because?.forEach((rule, j) => {
      if (!rules.has(rule))
        faults.add(source.fault(['cases', i, 'because', j], `there is no rule "${rule}"; ${nearest(rule, rules)}`))
    })
  })
}

/** A model whose patterns are not written yet reads nothing: its questions are all asked. */
function readingOf(directory: string, lang: Lang): unknown {
  const name = `reading.${lang}.yaml`
  return existsSync(join(directory, name)) ? readSourceFile(directory, name).value : { patterns: [] }
}

function observationOf(o: ModelFile['observations'][number]): Observation {
  const full = typeof o === 'string' ? { id: o } : o
  const settledBy = full.list === undefined ? 'reporter' : 'list'
  return {
    id: full.id,
    settledBy,
    ...(full.list === undefined ? {} : { list: full.list }),
    safety: full.safety ?? false,
    weighs: full.weighs ?? true,
    askedOnly: full['asked-only'] ?? false,
    cost: full.cost ?? (settledBy === 'list' ? 0 : 1),
    odds: full.odds ?? { yes: 0.5, no: 0.5, unknown: 0 },
  }
}

function ruleOf(r: ModelFile['rules'][number]): ModelRule {
  return {
    id: r.id,
    if: r.if,
    then: r.then,
    source: r.source,
    also: r.also ?? [],
    sure: r.sure,
    expert: r.expert ?? false,
  }
}

/** The address is derived: a law by its BWB id as it stood on the model's first day, a judgment by its ECLI. */
function sourceOf(s: ModelFile['sources'][number], from: string, title: string): Source {
  const derived =
    s.law !== undefined
      ? `https://wetten.overheid.nl/${s.law}/${from}`
      : s.ecli !== undefined
        ? `https://deeplink.rechtspraak.nl/uitspraak?id=${s.ecli}`
        : undefined
  return {
    id: s.id,
    title,
    article: s.article ?? s.ecli ?? '',
    url: s.url ?? derived,
    verified: s.verified,
    note: s.note,
  }
}
