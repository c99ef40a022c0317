import type { Alert, Confirmed } from '@toetsbaar/inquiry'
import type { AssetPaths } from '../assets.ts'
import type { EarlierAnswer } from '../components/earlier-answers/earlier-answers.tsx'
import type { DeskFrame, Frame, Gate, ModelTexts, PeopleFirst } from '../frame.ts'
import type { StepContext } from '../step-context.ts'
import type { Words } from '../words.ts'
import { exampleModel, exampleTexts } from './model.ts'

/** What an example is drawn with: one language of the site, and a citizen's story in it. */
export type ExampleSite = {
  readonly frame: Frame
  /** The frame of the desk, with a team lead who may also act as intake officer. */
  readonly desk: DeskFrame
  readonly gate: Gate
  /** The gate of a form with free text. */
  readonly switchGate: Gate
  readonly texts: ModelTexts
  readonly story: string
  /** The part of the story that says so, with its place. */
  readonly said: (part: 'paid' | 'nothing' | 'silent') => {
    readonly quote: string
    readonly start: number
    readonly end: number
  }
  /** Text that somebody else wrote (a file's name, an officer's motive): itself, or something hostile in its place. */
  readonly given: (text: string) => string
  readonly alert: Alert
  readonly observations: readonly Confirmed[]
  readonly earlier: readonly EarlierAnswer[]
  readonly context: StepContext
}

/** One state of one page, drawn on invented data. */
export type Example = { readonly name: string; readonly html: (site: ExampleSite) => string }

const stories: Readonly<Record<string, { readonly text: string; readonly parts: Readonly<Record<string, string>> }>> = {
  nl: {
    text: 'Op 3 mei kocht ik een telefoon van Jip van Dalen via de site Tweedekans.\n\nik heb 250 euro overgemaakt naar NL91 ABNA 0417 1643 00 en er is nooit iets gekomen. Hij reageert niet meer sinds vorige week 😞',
    parts: { paid: 'heb 250 euro overgemaakt', nothing: 'er is nooit iets gekomen', silent: 'Hij reageert niet meer' },
  },
  en: {
    text: 'On 3 May I bought a phone from Jip van Dalen on the site Tweedekans.\n\ni transferred 250 euro to NL91 ABNA 0417 1643 00 and nothing ever came. He has not answered me since last week 😞',
    parts: { paid: 'transferred 250 euro', nothing: 'nothing ever came', silent: 'He has not answered me' },
  },
}

const peopleFirst: Readonly<Record<string, PeopleFirst['texts']>> = {
  nl: {
    'sign.life.title': 'Wij maken ons zorgen om u',
    'sign.life.message':
      'Wij lezen dat u misschien niet meer wilt leven. Het is niet uw schuld. Praat er nu over met iemand.',
    'help.suicide-prevention.name': '113 Zelfmoordpreventie',
    'help.suicide-prevention.when': 'Dag en nacht, ook zonder uw naam te noemen.',
    'help.emergency.name': 'Alarmnummer',
    'help.emergency.when': 'Bij gevaar.',
    'help.bank.name': 'De noodlijn van uw bank',
    'help.bank.when': 'Het nummer staat op uw pas.',
  },
  en: {
    'sign.life.title': 'We are worried about you',
    'sign.life.message':
      'We read that you may not want to live any more. It is not your fault. Please talk to someone now.',
    'help.suicide-prevention.name': '113 Suicide prevention',
    'help.suicide-prevention.when': 'Day and night, also without giving your name.',
    'help.emergency.name': 'Emergency number',
    'help.emergency.when': 'In danger.',
    'help.bank.name': 'The emergency line of your bank',
    'help.bank.when': 'The number is on your card.',
  },
}

const frameOf = (words: Words, all: readonly Words[], assets: AssetPaths): Frame => ({
  words,
  languages: all.map(({ code, name }) => ({ code, name, href: `/${code}/page` })),
  assets,
  to: {
    home: '/start',
    resume: '/resume',
    models: '/models',
    read: '/read',
    register: '/register',
    privacy: '/privacy',
    accessibility: '/accessibility',
  },
  peopleFirst: {
    help: [
      { id: 'emergency', number: '112' },
      { id: 'suicide-prevention', number: '0800-0113', url: 'https://help.example' },
      { id: 'bank' },
    ],
    texts: peopleFirst[words.code] ?? {},
  },
  demonstration: true,
})

const deskFrameOf = (frame: Frame, gate: Gate): DeskFrame => ({
  ...frame,
  desk: {
    person: { name: 'Noor Bakhuis', role: 'team-lead', team: 'Noord', until: new Date('2027-11-22') },
    nav: (['queue', 'files', 'lists', 'oversight'] as const).map(place => ({
      place,
      href: `/desk/${place}`,
      current: place === 'queue',
    })),
    otherRoles: ['intake-officer'],
    switchRole: { ...gate, action: '/role' },
    signOut: { ...gate, action: '/sign-out' },
  },
})

/** A site in the language of `words` for drawing examples: no server, no store. */
export const exampleSite = (words: Words, all: readonly Words[], assets: AssetPaths): ExampleSite => {
  const { text, parts } = stories[words.code] ?? { text: '', parts: {} }
  const said: ExampleSite['said'] = part => {
    const quote = parts[part] ?? ''
    const start = text.indexOf(quote)
    return { quote, start, end: start + quote.length }
  }
  const frame = frameOf(words, all, assets)
  const gate: Gate = { action: '/step', csrf: 'a-token', version: '7' }
  const elsewhere = all.map(({ code }) => [code, `/${code}/step`])
  const switchGate: Gate = { ...gate, switch: Object.fromEntries(elsewhere) }
  const texts = exampleTexts[words.code] ?? {}
  const alert: Alert = {
    sign: 'life',
    quote: words.code === 'nl' ? 'ik zie het niet meer zitten' : 'i cannot go on',
    field: 'story',
    help: ['suicide-prevention', 'emergency', 'bank'],
  }
  const observations: readonly Confirmed[] = [
    { id: 'paid', value: 'yes', origin: 'story', ...said('paid') },
    { id: 'received', value: 'no', origin: 'story', ...said('nothing') },
    { id: 'term-passed', value: 'yes', origin: 'question' },
    { id: 'false-identity', value: 'yes', origin: 'question' },
    { id: 'unreachable', value: 'dont-know', origin: 'question' },
    {
      id: 'known-good',
      value: 'no',
      origin: 'look-up',
      lookUp: { list: 'marks', entry: undefined, on: '2026-05-20', matched: undefined },
    },
  ]
  const earlier = observations.map((answer, index) => ({
    ...answer,
    ...(answer.origin !== 'look-up' && { change: `/answer/${index + 1}` }),
  }))
  const context: StepContext = {
    frame: { ...frame, openCase: { status: '/status', leave: '/keep' } },
    gate: switchGate,
    texts,
    model: exampleModel,
    typed: {},
    problems: [],
    alerts: [],
    earlier: earlier.slice(0, 3),
    story: text,
    attachments: [],
    masked: false,
    limit: 50_000,
    to: {
      keep: '/keep',
      attachments: '/attachments',
      story: '/story',
      slots: '/details',
      status: '/status',
      model: '/models/internet-trade-fraud/2019-03-01',
    },
    wordNeeded: true,
  }
  return {
    frame,
    desk: deskFrameOf(frame, gate),
    gate,
    switchGate,
    texts,
    story: text,
    said,
    given: text => text,
    alert,
    observations,
    earlier,
    context,
  }
}
