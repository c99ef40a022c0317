import { createHash, type KeyObject, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createPeopleFirst,
  createReader,
  type PeopleFirst,
  parsePeopleFirst,
  parseReading,
  parseWeights,
  type Reader,
  type Reading,
} from '@toetsbaar/extraction'
import {
  type Advice,
  advance,
  adviceOf,
  allSlotsOf,
  begin,
  type Confirmed,
  confirmedOf,
  type FreeText,
  type InquiryEvent,
  type InquiryState,
  interpretAnswer,
  lookUpsOf,
  type ProposalToConfirm,
  proposalsOf,
  type SlotValue,
  type Step,
  type Story,
  stepOf,
  storyOf,
} from '@toetsbaar/inquiry'
import { workbenchPermit as issueWorkbench, licensedDigest, type Permit, verifyPermit } from '@toetsbaar/register'
import { drawModel, type Lang, type Law, law, loadModels, type Model, selectModel, triage } from '@toetsbaar/rulebook'
import { parse } from 'yaml'

/** Everything that reads, judges and asks, loaded once: what a dossier licenses and a permit gives leave to run. */
export type Intake = {
  readonly models: readonly Model[]
  /** SHA-256 (hex) of each licensed part. */
  readonly parts: Readonly<Record<string, string>>
  /** The one digest that a permit has to be about. */
  readonly digest: string
  /** The law of a model version. Throws `RunError` where this installation does not have it (any more). */
  lawOf(version: Pick<Model, 'digest'>): Law
  readerOf(version: Pick<Model, 'digest'>): Reader
  readonly peopleFirst: PeopleFirst
  /** Throws `RunError` where the permit gives no leave to run this, now. */
  check(permit: Permit): void
}

/** Nothing was run: no leave, or no such model. `message` says why and what to do. */
export class RunError extends Error {
  override name = 'RunError'
  readonly code: 'no-permit' | 'no-model'
  constructor(code: RunError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Loads models, weights and the words of people in need. With a register's public key only its permits are taken;
 * without one only workbench permits, under which nothing is stored.
 * @param modelsRoot the folder with `<subject>/<day>/` and `people-first/<day>/`
 * @param weightsFile the trained weights of extraction (JSON)
 */
export function openIntake({ modelsRoot, weightsFile, register }: OpenIntake): Intake {
  const models = loadModels(modelsRoot)
  const weightsText = readFileSync(weightsFile, 'utf8')
  const weights = parseWeights(JSON.parse(weightsText))
  const help = join(modelsRoot, 'people-first', '2026-01-01')
  const helpTexts = ['signs', 'nl', 'en'].map(name => readFileSync(join(help, `${name}.yaml`), 'utf8'))
  const [signs, nl, en] = helpTexts.map(text => parse(text) as unknown)
  const peopleFirst = createPeopleFirst(parsePeopleFirst({ signs, nl, en }))
  const parts = {
    ...Object.fromEntries(models.map(model => [`model ${model.subject}/${model.from}`, model.digest])),
    weights: sha256(weightsText),
    'people-first': sha256(helpTexts.join('\n')),
  }
  const digest = licensedDigest(parts)
  const modelOf = (version: Pick<Model, 'digest'>) => {
    const found = models.find(model => model.digest === version.digest)
    if (found !== undefined) return found
    throw new RunError(
      'no-model',
      `No model with digest ${version.digest.slice(0, 12)} is installed. Put that version back under ${modelsRoot}.`,
    )
  }
  const readers = new Map<string, Reader>()
  return {
    models,
    parts,
    digest,
    peopleFirst,
    lawOf: version => law(modelOf(version)),
    readerOf(version) {
      const before = readers.get(version.digest)
      if (before !== undefined) return before
      const { reading } = modelOf(version)
      const made = createReader({ reading: { nl: parseReading(reading.nl), en: parseReading(reading.en) }, weights })
      readers.set(version.digest, made)
      return made
    },
    check(permit) {
      if (register === undefined) {
        if (permit.purpose === 'workbench' && permit.digest === digest) return
        throw new RunError('no-permit', 'Without a register only a workbench permit for what is loaded gives leave.')
      }
      const running = { dossier: 'intake', digest }
      const answer = verifyPermit(permit, { now: register.clock(), publicKey: register.publicKey, running })
      if ('refused' in answer) throw new RunError('no-permit', answer.because)
    },
  }
}

export type OpenIntake = {
  readonly modelsRoot: string
  readonly weightsFile: string
  readonly register?: { readonly publicKey: KeyObject; readonly clock: () => Date }
}

/** A permit for the command line without a case; it runs nothing where a register is in charge. */
export function workbenchPermit(intake: Pick<Intake, 'digest'>, now = new Date()): Permit {
  return issueWorkbench({ now, id: randomUUID(), digest: intake.digest })
}

/** A new dialogue on the law of the report's date, or undefined where no model states that law. */
export function beginReport(permit: Permit, intake: Intake, subject: string, date: string): InquiryState | undefined {
  intake.check(permit)
  const model = selectModel(intake.models, subject, date)
  return model === undefined ? undefined : begin({ model })
}

/** Which subject a story is on; or, where its words point to another one than the usual and do not settle it, who to ask. */
type SubjectChoice = {
  /** Undefined: the citizen chooses from `offered`. */
  readonly subject: string | undefined
  /** `read`: the words settle it; `usual`: they name nothing that speaks for another subject. */
  readonly how: 'read' | 'usual' | 'ask'
  /** What triage read in the story, and by which of its rules it chose. */
  readonly facts: readonly string[]
  readonly because: readonly string[]
  readonly offered: readonly string[]
  readonly lang: Lang
}

/**
 * The subject of a story, by the triage model that holds on `date`. An ordinary story is not asked anything: `usual` is
 * taken unless the words speak for another subject.
 */
export function chooseSubject(
  permit: Permit,
  intake: Intake,
  text: string,
  { usual, date, readAs }: { readonly usual: string; readonly date: string; readonly readAs?: Lang },
): SubjectChoice {
  const chooser = selectModel(intake.models, 'triage', date)
  if (chooser === undefined)
    return { subject: usual, how: 'usual', facts: [], because: [], offered: [usual], lang: readAs ?? 'nl' }
  const reading = readText(permit, intake, chooser, text, { date, ...(readAs && { lang: readAs }) })
  const facts = factsFor(chooser, reading)
  const offered = subjectsOn(intake, date)
  const found = triage(intake.lawOf(chooser), facts)
  const read = { facts, offered, lang: reading.lang }
  const others = supported(chooser.rules, facts).filter(subject => subject !== usual && offered.includes(subject))
  // What one word of low certainty alone speaks for is asked, not taken.
  const firm = supported(
    chooser.rules.filter(rule => rule.sure !== 'low'),
    facts,
  )
  if (found.subject !== undefined && offered.includes(found.subject) && firm.includes(found.subject))
    return { ...read, subject: found.subject, how: 'read', because: found.because }
  const because: readonly string[] = []
  return others.length === 0
    ? { ...read, subject: usual, how: 'usual', because }
    : { ...read, subject: undefined, how: 'ask', because }
}

/** The subjects that a report of a day can be on: those that triage knows and that have a model. */
export function subjectsOn(intake: Intake, date: string): readonly string[] {
  const outcomes = selectModel(intake.models, 'triage', date)?.outcomes ?? []
  return outcomes.filter(subject => selectModel(intake.models, subject, date) !== undefined)
}

/** What was read; what was read both ways, or beside what excludes it, is left out. */
function factsFor(model: Model, { observations }: Reading): readonly string[] {
  const read = new Set(observations.map(({ id, value }) => (value === 'yes' ? id : `-${id}`)))
  const certain = [...read].filter(fact => !read.has(fact.startsWith('-') ? fact.slice(1) : `-${fact}`))
  return certain.filter(
    (fact, at) =>
      !model.exclusive.some(group => group.includes(fact) && certain.slice(0, at).some(one => group.includes(one))),
  )
}

/** What some chain of rules speaks for, whatever speaks against it. */
function supported(rules: Model['rules'], facts: readonly string[]): readonly string[] {
  const known = new Set(facts)
  for (let before = -1; before < known.size; ) {
    before = known.size
    for (const rule of rules) if (rule.if.every(literal => known.has(literal))) known.add(rule.then)
  }
  return [...known]
}

/** What a story says, all of it proposed. */
export function readText(
  permit: Permit,
  intake: Intake,
  model: Pick<Model, 'digest'>,
  text: string,
  { lang, date }: { readonly lang?: Lang; readonly date: string },
): Reading {
  intake.check(permit)
  return intake.readerOf(model).read(text, lang === undefined ? { date } : { lang, date })
}

/**
 * What a story, told or told anew, brings into a dialogue: the telling with its signs of need, and what was read in it.
 * `lang` is the language of the page; the story's own language is found, unless `readAs` names it.
 */
export function tellStory(
  permit: Permit,
  intake: Intake,
  state: InquiryState,
  { text, lang, date, readAs }: { text: string; lang: Lang; date: string; readAs?: Lang },
): readonly InquiryEvent[] {
  const reading = readText(permit, intake, state.model, text, { date, ...(readAs !== undefined && { lang: readAs }) })
  return [
    { kind: 'told', text, lang, date, signs: freeText(permit, intake, text, 'story').signs },
    { kind: 'read', reading },
  ]
}

/** A free text with the signs of need in it; `field` says where it was typed. */
export function freeText(permit: Permit, intake: Intake, text: string, field: string): FreeText {
  intake.check(permit)
  const signs = intake.peopleFirst.see(text, field)
  return { text, signs: signs.map(({ sign, quote, help }) => ({ sign, quote, field, help })) }
}

/** What an answer in words to a question does to the dialogue. */
export function hearAnswer(
  permit: Permit,
  intake: Intake,
  state: InquiryState,
  observation: string,
  words: string,
  options: { readonly lang: Lang; readonly date: string },
): InquiryEvent {
  const heard = freeText(permit, intake, words, `observation ${observation}`)
  const reader = intake.readerOf(state.model)
  return interpretAnswer((text, about) => reader.answer(text, about, options), heard, observation)
}

/** The dialogue after an event. Throws `InquiryError` where the event does not fit. */
export function take(permit: Permit, intake: Intake, state: InquiryState, event: InquiryEvent): InquiryState {
  intake.check(permit)
  return advance(state, event, intake.lawOf(state.model))
}

/** What to show next. */
export function nextStep(permit: Permit, intake: Intake, state: InquiryState): Step {
  intake.check(permit)
  return stepOf(state, intake.lawOf(state.model))
}

/** The advice on what is confirmed so far, at any moment. */
export function currentAdvice(permit: Permit, intake: Intake, state: InquiryState): Advice {
  intake.check(permit)
  return adviceOf(state, intake.lawOf(state.model))
}

/** What was confirmed or answered so far, at any moment. */
export function factsSoFar(permit: Permit, intake: Intake, state: InquiryState): readonly Confirmed[] {
  intake.check(permit)
  return confirmedOf(state, intake.lawOf(state.model))
}

/** A case as its reasons stand, for who has to decide on it. */
export type Weighed = {
  readonly story: Story | undefined
  /** What was read in the story, with what the citizen decided on each. */
  readonly proposals: readonly ProposalToConfirm[]
  readonly facts: readonly Confirmed[]
  readonly slots: readonly SlotValue[]
  readonly advice: Advice
  /** The rules that the facts bring into play: those that count and those that others beat or hold up. */
  readonly rules: readonly {
    readonly rule: string
    readonly standing: 'applies' | 'defeated' | 'blocked'
    /** Rules and exceptions that stand against it. */
    readonly beatenBy: readonly string[]
  }[]
  /** The argument graph with these facts, as SVG with a title and a description in words. */
  readonly graph: (lang: Lang) => string
}

/** Weighs a case anew on what was confirmed, for the officer who has it. */
export function weigh(permit: Permit, intake: Intake, state: InquiryState): Weighed {
  intake.check(permit)
  const law = intake.lawOf(state.model)
  const facts = confirmedOf(state, law)
  const known = facts.map(({ id, value }) => (value === 'yes' ? id : value === 'no' ? `-${id}` : `?${id}`))
  return {
    story: storyOf(state, law),
    proposals: proposalsOf(state, law),
    facts,
    slots: allSlotsOf(state, law),
    advice: adviceOf(state, law),
    rules: law.engine
      .standing(known)
      .rules.flatMap(({ rule, standing, beatenBy }) => (standing === 'idle' ? [] : [{ rule, standing, beatenBy }])),
    graph: lang => drawModel(law, known, lang),
  }
}

/** Observations that a list has to answer before the next question. */
export function openLookUps(permit: Permit, intake: Intake, state: InquiryState): readonly string[] {
  intake.check(permit)
  return lookUpsOf(state, intake.lawOf(state.model))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
