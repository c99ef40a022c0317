/**
 * People in need, in full: misses and false alarms per sign and language on the committed tables, also with every phrase
 * changed (case, punctuation, a slip of the pen, a story around it), and alarms over the corpus.
 * `node packages/extraction/prove/people-first.prove.ts --seed 1 --count 5`. Exits 1 where a phrase as written is missed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { createPeopleFirst, parsePeopleFirst } from '../src/index.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5' } },
})
const folder = 'models/people-first/2026-01-01'
const file = (name: string): unknown => parse(readFileSync(`${folder}/${name}`, 'utf8'))
const people = createPeopleFirst(
  parsePeopleFirst({ signs: file('signs.yaml'), nl: file('nl.yaml'), en: file('en.yaml') }),
)
const seen = (text: string) => people.see(text, 'story').map(each => each.sign)

let state = Number(values.seed)
const below = (bound: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * bound)
}

/** One letter of one longer word left out, doubled or swapped with the next: what a hurried thumb does. */
function slip(text: string): string {
  const long = [...text.matchAll(/\p{L}{7,}/gu)]
  const word = long[below(Math.max(1, long.length))]
  if (word === undefined) return text
  const at = word.index + 1 + below(word[0].length - 2)
  const made = [text[at - 1] ?? '', `${text[at]}${text[at]}`, ''][below(3)] ?? ''
  return made === '' ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + made + text.slice(at + 1)
}

const changes: Readonly<Record<string, (text: string) => string>> = {
  'as written': text => text,
  'in capitals': text => text.toUpperCase(),
  'no punctuation': text => text.replace(/[.,!?'"]/g, ''),
  'in a story': text => `Vorige week kocht ik een fiets, 240 euro. ${text}. Groet, I. Voorbeeld`,
  'one slip in a long word': slip,
}

let missedAsWritten = 0
for (const lang of ['nl', 'en'] as const) {
  const table = file(`cases.${lang}.yaml`) as Record<string, string[]>
  for (const [name, change] of Object.entries(changes)) {
    const counts = Object.entries(table).map(([sign, texts]) => {
      let wrong = 0
      const times = name.startsWith('one slip') ? Number(values.count) : 1
      for (const text of texts)
        for (let time = 0; time < times; time++) {
          const signs = seen(change(text))
          if (sign === 'none' ? signs.length > 0 : !signs.includes(sign)) wrong++
        }
      if (name === 'as written' && sign !== 'none') missedAsWritten += wrong
      return `${sign === 'none' ? 'false alarms' : `${sign} missed`} ${wrong}/${texts.length * times}`
    })
    console.log(`${lang}, ${name}: ${counts.join(', ')}`)
  }
}

const reports = readdirSync('corpus')
  .filter(name => name.endsWith('.jsonl'))
  .flatMap(name => readFileSync(`corpus/${name}`, 'utf8').trim().split('\n'))
  .map(line => JSON.parse(line) as { text: string; observations: Record<string, { value: string } | undefined> })
const debited = reports.filter(each => each.observations['account-debited']?.value === 'yes')
const others = reports.filter(each => each.observations['account-debited']?.value !== 'yes')
const alarmed = others.filter(each => seen(each.text).length > 0)
console.log(
  `corpus: money taken seen ${debited.filter(each => seen(each.text).length > 0).length}/${debited.length}; alarms in other reports ${alarmed.length}/${others.length}`,
)
process.exitCode = missedAsWritten === 0 ? 0 : 1
