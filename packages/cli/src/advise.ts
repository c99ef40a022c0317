import { KnownError } from '@toetsbaar/argumentation'
import { type Lang, type LegalAdvice, law, advise as legalAdvice, type Model } from '@toetsbaar/rulebook'
import { BadInput, type Console, exit } from './console.ts'
import { chooseModel } from './model-choice.ts'
import { readOptions } from './options.ts'

const USAGE = `toetsbaar advise --model ID --known paid,-received,?online [--date YYYY-MM-DD] [--lang nl|en] [--json]

  --model   internet-trade-fraud (the law of the date), or internet-trade-fraud/2019-03-01, or a folder
  --known   facts: x, -x (it is not so), ?x (asked, no answer); with commas between them
  --date    the day of the report; today unless given
`

/** `toetsbaar advise`: the advice for a set of facts, with its reasons. Gives the exit code. */
export async function advise(args: string[], io: Console): Promise<number> {
  const options = readOptions(args, { values: ['model', 'known', 'date', 'lang'], flags: ['json', 'help'] })
  if (options.flag('help')) {
    io.out(USAGE)
    return exit.done
  }
  const id = options.value('model') ?? 'internet-trade-fraud'
  const date = options.value('date') ?? new Date().toISOString().slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new BadInput(`--date: "${date}" is no day; write YYYY-MM-DD`)
  const lang = languageOf(options.value('lang') ?? 'nl')
  const known = (options.value('known') ?? '')
    .split(',')
    .map(fact => fact.trim())
    .filter(fact => fact !== '')

  const choice = chooseModel(id, date)
  if ('before' in choice) {
    const reason = `the facts of ${date} lie before the first law that ${id} states (${choice.before}); an officer looks at them`
    if (options.flag('json')) io.out(`${JSON.stringify({ ...nothing, observations: observed(known), reason })}\n`)
    else io.out(`unclear: ${reason}\n`)
    return exit.done
  }
  const { model } = choice
  const advice = adviceOn(model, known)
  if (options.flag('json')) io.out(`${JSON.stringify(asJson(model, known, advice, lang))}\n`)
  else io.out(asText(model, advice, lang))
  return exit.done
}

const nothing = { outcome: 'unclear', stable: true, officer: true, because: [], open: [], wouldChange: [] }

function languageOf(text: string): Lang {
  if (text === 'nl' || text === 'en') return text
  throw new BadInput(`--lang: "${text}" is not a language of the models; choose nl or en`)
}

function adviceOn(model: Model, known: readonly string[]): LegalAdvice {
  try {
    return legalAdvice(law(model), known)
  } catch (error) {
    if (error instanceof KnownError) throw new BadInput(`--known: ${error.message.replace(/^known: /, '')}`)
    throw error
  }
}

function observed(known: readonly string[]): { id: string; value: 'yes' | 'no' | 'dont-know' }[] {
  return known.map(fact => ({
    id: fact.replace(/^[-?]/, ''),
    value: fact.startsWith('?') ? 'dont-know' : fact.startsWith('-') ? 'no' : 'yes',
  }))
}

function asJson(model: Model, known: readonly string[], advice: LegalAdvice, lang: Lang): unknown {
  return {
    outcome: advice.outcome,
    stable: advice.stable,
    officer: advice.officer,
    model: `${model.subject}/${model.from}`,
    digest: model.digest,
    observations: observed(known),
    because: advice.because,
    open: advice.open.map(id => ({ id, question: model.texts[lang][`observation.${id}.question`] ?? id })),
    wouldChange: advice.wouldChange,
  }
}

function asText(model: Model, advice: LegalAdvice, lang: Lang): string {
  const text = (key: string) => model.texts[lang][key] ?? key
  const titles = new Map(model.sources.map(s => [s.id, text(`source.${s.id}.title`)]))
  const words =
    lang === 'nl'
      ? {
          because: 'Waarom',
          open: 'Wat dit nog kan veranderen',
          stable: 'Dit staat vast.',
          officer: 'Een agent kijkt mee.',
        }
      : {
          because: 'Why',
          open: 'What can still change this',
          stable: 'This is settled.',
          officer: 'An officer looks too.',
        }
  const lines = [text(`outcome.${advice.outcome}.title`), text(`outcome.${advice.outcome}.summary`)]
  if (advice.stable) lines.push(words.stable)
  if (advice.officer) lines.push(words.officer)
  if (advice.because.length > 0) lines.push('', words.because)
  for (const r of advice.because)
    lines.push(`  ${r.rule}  ${text(`rule.${r.rule}.reason`)}  [${titles.get(r.source) ?? r.source}]`)
  if (advice.open.length > 0) lines.push('', words.open)
  for (const id of advice.open) lines.push(`  ${id}  ${text(`observation.${id}.question`)}`)
  lines.push('', text(`outcome.${advice.outcome}.say`), '')
  return lines.join('\n')
}
