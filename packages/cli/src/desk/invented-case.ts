import type { NewEvent } from '@toetsbaar/casefile'
import { advise, type Lang, type Law, type LegalAdvice, type Model, saying } from '@toetsbaar/rulebook'
import type { Dice } from './dice.ts'
import { platforms, products } from './invented-words.ts'
import type { Party } from './planted.ts'

/** What made an invented case: no dossier licensed it, and its name says so. */
const inventor = { kind: 'system', dossier: 'invented', version: 1, permit: 'none' } as const
const citizen = { kind: 'citizen' } as const

/** Every text of an invented case begins with this. */
const labels: Readonly<Record<Lang, string>> = { nl: 'Verzonnen melding. ', en: 'Invented report. ' }

type Entity = {
  readonly type: string
  readonly text: string
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly valid?: boolean
  readonly normal?: string
}

export type InventedCase = {
  readonly events: readonly NewEvent[]
  readonly outcome: string
  /** What the advice rests on, as literals. */
  readonly facts: readonly string[]
}

/**
 * An invented report from its first word until it is sent. Facts and advice are a worked case of the model, so the engine
 * stands behind the advice; the reading is made with the text, not by the reader.
 * @param date the day of the report, YYYY-MM-DD
 */
export function inventCase(law: Law, party: Party, date: string, dice: Dice): InventedCase {
  const { model } = law
  const lang: Lang = dice.next() < 0.15 ? 'en' : 'nl'
  // Most who send a report have cause to.
  const worked = model.cases.filter(each => each.outcome === 'report' || dice.next() < 0.15)
  const { known } = dice.pick(worked.length === 0 ? model.cases : worked)
  const facts = known.filter(fact => !fact.startsWith('?'))
  const advice = advisedOn(law, facts)
  const { text, entities, observations } = tell(model, party, facts, lang, dice)
  const ids = new Set(model.observations.filter(each => each.safety).map(each => each.id))
  const safety = Object.fromEntries([...ids].map(id => [id, facts.includes(id) ? 'yes' : 'no']))
  const read = new Set(observations.map(each => each.id))
  const version = { subject: model.subject, from: model.from, digest: model.digest }
  const told = (kind: string, data: NewEvent['data'], to?: NewEvent['to']): NewEvent => ({
    type: `inquiry.${kind}`,
    by: kind === 'read' ? inventor : citizen,
    data: { kind, ...(data as object) },
    ...(to !== undefined && { to }),
  })
  const decisions = observations.map(({ id, value }) => ({ observation: id, value }))
  const asked = facts.map(literal => ({ id: literal.replace(/^-/, ''), value: literal.startsWith('-') ? 'no' : 'yes' }))
  return {
    outcome: advice.outcome,
    facts,
    events: [
      {
        type: 'run.opened',
        by: inventor,
        data: { model: version, subject: { subject: model.subject, how: 'said', facts: [], because: [] } },
      },
      told('told', { text, lang, date, signs: [] }),
      told('read', { reading: { lang, observations, entities: plain(entities), dates: [] } }, 'confirming'),
      told('decided', { decisions, done: true }, 'asking'),
      told('safety-answered', { answers: safety }),
      ...asked
        .filter(({ id }) => !read.has(id) && !ids.has(id))
        .map(({ id, value }) => told('answered', { observation: id, value })),
      {
        type: 'run.advised',
        by: inventor,
        data: {
          outcome: advice.outcome,
          stable: advice.stable,
          officer: advice.officer,
          rules: advice.because.map(each => each.rule),
        },
      },
      told('report-chosen', {}, 'completing'),
      ...filled(model, party, date, lang).map(([slot, value]) =>
        told('slot-filled', { slot, values: [value], signs: [] }),
      ),
      told('completed', {}),
      told('sent', {}),
    ],
  }
}

/** The same facts come by again and again, and reasons take time. */
const advised = new WeakMap<Law, Map<string, LegalAdvice>>()
function advisedOn(law: Law, facts: readonly string[]): LegalAdvice {
  const known = advised.get(law) ?? new Map<string, LegalAdvice>()
  advised.set(law, known)
  const found = known.get(facts.join()) ?? advise(law, facts)
  known.set(facts.join(), found)
  return found
}

/** A story with what stands where in it: who, what, how much, and a sentence for some of the facts. */
function tell(model: Model, party: Party, facts: readonly string[], lang: Lang, dice: Dice) {
  const entities: Entity[] = []
  const observations: ReturnType<typeof observed>[] = []
  let text = labels[lang]
  const say = (words: string) => {
    text += words
  }
  const name = (type: string, words: string, more: Pick<Entity, 'normal' | 'valid'> = {}) => {
    entities.push({ type, text: words, start: text.length, end: text.length + words.length, confidence: 0.97, ...more })
    say(words)
  }
  const nl = lang === 'nl'
  const euros = Math.max(5, Math.round(Math.exp(5 + 1.1 * (dice.next() + dice.next() + dice.next() - 1.5) * 2)))
  say(nl ? 'Via ' : 'On ')
  name('PLATFORM', dice.pick(platforms))
  say(nl ? ' ging het om ' : ' it was about ')
  name('PRODUCT', dice.pick(products[lang]))
  say(nl ? ' voor ' : ' for ')
  name('AMOUNT', nl ? `${euros} euro` : `€ ${euros}`, { normal: String(euros * 100) })
  say(nl ? '. De ander noemde zich ' : '. The other person was called ')
  name('PERSON', party.name)
  say(nl ? ' uit ' : ' from ')
  name('PLACE', party.place)
  say('. ')
  for (const [kind, type, words] of [
    ['account', 'IBAN', nl ? 'De rekening is ' : 'The account is '],
    ['phone', 'PHONE', nl ? 'Het nummer is ' : 'The number is '],
    ['email', 'EMAIL', nl ? 'Het adres is ' : 'The address is '],
    ['site', 'URL', nl ? 'De site is ' : 'The site is '],
    ['handle', 'HANDLE', nl ? 'Het profiel heet ' : 'The profile is called '],
  ] as const) {
    const value = party.given[kind]
    if (value === undefined) continue
    say(words)
    name(type, value, kind === 'account' ? { valid: true } : {})
    say(' . ')
  }
  for (const literal of facts) {
    if (dice.next() < 0.4) continue
    const sentence = inFirstPerson(saying(model, lang, literal), lang)
    observations.push(observed(literal, sentence, text.length))
    say(`${sentence} `)
  }
  return { text: text.trim(), entities, observations }
}

function observed(literal: string, quote: string, start: number) {
  return {
    id: literal.replace(/^-/, ''),
    value: literal.startsWith('-') ? 'no' : 'yes',
    quote,
    start,
    end: start + quote.length,
    confidence: 0.95,
    reasons: [],
  } as const
}

/** The model speaks to the citizen; here the citizen speaks. */
function inFirstPerson(sentence: string, lang: Lang): string {
  const words: Readonly<Record<string, string>> =
    lang === 'nl'
      ? { u: 'mij', U: 'Ik', uw: 'mijn', Uw: 'Mijn', hebt: 'heb', bent: 'ben' }
      : { you: 'me', You: 'I', your: 'my', Your: 'My', are: 'am' }
  return sentence.replace(/\p{L}+/gu, word => words[word] ?? word)
}

/** Fields that no story fills: what the citizen adds before sending. */
function filled(model: Model, party: Party, date: string, lang: Lang): readonly (readonly [string, string])[] {
  return model.slots.flatMap(({ id, kind, required, from }): readonly (readonly [string, string])[] => {
    if (!required) return []
    if (kind === 'long-text') return [[id, lang === 'nl' ? 'Dit is verzonnen.' : 'This is invented.']]
    if (kind === 'date') return [[id, date]]
    if (from.includes('COMPANY') && !from.includes('PERSON')) return [[id, `Bank van ${party.place}`]]
    return []
  })
}

function plain(entities: readonly Entity[]): NewEvent['data'] {
  return JSON.parse(JSON.stringify(entities)) as NewEvent['data']
}
