import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { alertsOf, type InquiryEvent, type InquiryState } from '@toetsbaar/inquiry'
import type { Lang } from '@toetsbaar/rulebook'
import {
  beginReport,
  currentAdvice,
  nextStep,
  openIntake,
  take,
  tellStory,
  workbenchPermit,
} from '@toetsbaar/server/run'
import { type Answers, BadInput, type Console, exit } from './console.ts'
import { converse } from './conversation.ts'
import type { Dialogue } from './dialogue.ts'
import { helpText } from './help-text.ts'
import { chooseModel } from './model-choice.ts'
import { readOptions } from './options.ts'
import { adviceText, proposalsText } from './report-text.ts'
import { subjectOf } from './subject.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

const USAGE = `toetsbaar report [FILE] [--model ID] [--lang nl|en] [--date YYYY-MM-DD] [--yes] [--json]

Reads a story from FILE or standard input, shows what it read with the exact quotes, asks what still matters,
advises and explains. Nothing is stored.

  --model  what it is about, as subject/day or a subject; read in the story unless given
  --yes    take what was read as confirmed, and do not ask
  --date   the day of the report; today unless given
  --json   one JSON value on standard output; what is asked goes to standard error
`

/** `toetsbaar report`: the main job in a terminal. Gives the exit code. */
export async function report(args: string[], console: Console): Promise<number> {
  const options = readOptions(args, { values: ['model', 'lang', 'date'], flags: ['yes', 'json', 'help'] })
  if (options.flag('help')) {
    console.out(USAGE)
    return exit.done
  }
  const date = dayOf(options.value('date'))
  const asked = languageOf(options.value('lang'))
  const [file, ...more] = options.words
  if (more.length > 0) throw new BadInput(`one story at a time; "${more[0]}" is a second file`)
  const text = file === undefined ? await console.stdin() : storyIn(file)
  if (text.trim() === '')
    throw new BadInput(`${file ?? 'standard input'} is empty; tell in your own words what happened`)

  const intake = openIntake({
    modelsRoot: join(ROOT, 'models'),
    weightsFile: join(ROOT, 'packages/extraction/weights/weights.json'),
  })
  const permit = workbenchPermit(intake)
  const say = options.flag('json') ? console.err : console.out
  let held: Answers | undefined
  const answers = () => {
    held ??= answersOf(console, file)
    return held
  }
  const subject =
    options.value('model') ??
    (await subjectOf({ permit, intake, text, date, asked }, options.flag('yes') ? undefined : answers, {
      say,
      note: console.err,
    }))
  const choice = chooseModel(subject, date)
  if ('before' in choice) return beforeTheLaw(console, options.flag('json'), date, choice.before)
  const begun = beginReport(permit, intake, choice.model.subject, choice.model.from)
  if (begun === undefined) throw new BadInput(`--model: "${subject}" is not among the models of this installation`)

  const readAs = asked === undefined ? {} : { readAs: asked }
  const told = tellStory(permit, intake, begun, { text, lang: asked ?? 'nl', date, ...readAs })
  const lang = asked ?? told.find(event => event.kind === 'read')?.reading.lang ?? 'nl'
  const state = [...told].reduce((before, event) => take(permit, intake, before, withLang(event, lang)), begun)

  const dialogue = { permit, intake, lang, date, model: choice.model }
  const ended = options.flag('yes') ? confirmAll(dialogue, state, say) : await converse(dialogue, state, say, answers())
  const advice = currentAdvice(permit, intake, ended)
  if (options.flag('json')) {
    const open = advice.open.map(id => ({ id, question: choice.model.texts[lang][`observation.${id}.question`] ?? id }))
    console.out(
      `${JSON.stringify({ ...advice, open, alerts: alertsOf(ended, intake.lawOf(begun.model)), model: begun.model, digest: intake.digest })}\n`,
    )
  } else console.out(adviceText(dialogue, text, advice))
  return exit.done
}

function confirmAll(
  { permit, intake, ...dialogue }: Dialogue,
  told: InquiryState,
  say: (text: string) => void,
): InquiryState {
  let state = told
  for (let step = nextStep(permit, intake, state); ; step = nextStep(permit, intake, state)) {
    if (step.at === 'people-first') {
      say(helpText({ intake, lang: dialogue.lang }, step.alerts))
      state = take(permit, intake, state, { kind: 'alert-seen' })
    } else if (step.at === 'confirm') {
      say(proposalsText(dialogue, step.proposals))
      const decisions = step.proposals.map(({ id, value }) => ({ observation: id, value }))
      state = take(permit, intake, state, { kind: 'decided', decisions, done: true })
    } else return step.at === 'advice' ? state : take(permit, intake, state, { kind: 'advice-asked' })
  }
}

function answersOf(console: Console, file: string | undefined): Answers {
  const answers = console.answers?.(file === undefined ? 'terminal' : 'stdin')
  if (answers !== undefined) return answers
  throw new BadInput(
    'there is no terminal to ask questions on; give the story as a FILE, or --yes to take what was read as confirmed',
  )
}

function storyIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT')
      throw new BadInput(`${file}: there is no such file; give the path of a text file with the story`)
    if (code === 'EISDIR') throw new BadInput(`${file}: is a folder; give the path of a text file with the story`)
    throw error
  }
}

function beforeTheLaw(console: Console, json: boolean, date: string, first: string): number {
  const reason = `the report of ${date} lies before the first law that the model states (${first}); an officer looks at it`
  const nothing = {
    outcome: 'unclear',
    stable: true,
    officer: true,
    observations: [],
    because: [],
    open: [],
    wouldChange: [],
  }
  console.out(json ? `${JSON.stringify({ ...nothing, reason })}\n` : `unclear: ${reason}\n`)
  return exit.done
}

function withLang(event: InquiryEvent, lang: Lang): InquiryEvent {
  return event.kind === 'told' ? { ...event, lang } : event
}

function languageOf(lang: string | undefined): Lang | undefined {
  if (lang === undefined || lang === 'nl' || lang === 'en') return lang
  throw new BadInput(`--lang: "${lang}" is not a language of the models; choose nl or en`)
}

function dayOf(date: string | undefined): string {
  if (date === undefined) return new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    !Number.isNaN(Date.parse(date)) &&
    new Date(date).toISOString().startsWith(date)
  )
    return date
  throw new BadInput(`--date: "${date}" is no day; write YYYY-MM-DD`)
}
