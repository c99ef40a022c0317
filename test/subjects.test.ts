import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReader, parseReading, parseWeights, type Reader } from '@toetsbaar/extraction'
import { advise, type Law, law, loadModels, triage } from '@toetsbaar/rulebook'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const weights = parseWeights(JSON.parse(readFileSync(join(ROOT, 'packages/extraction/weights/weights.json'), 'utf8')))
const subjects = new Map<string, { law: Law; reader: Reader }>()
for (const model of loadModels(join(ROOT, 'models'))) {
  if (!['triage', 'internet-trade-fraud', 'help-request-fraud', 'bank-helpdesk-fraud'].includes(model.subject)) continue
  const reading = { nl: parseReading(model.reading.nl), en: parseReading(model.reading.en) }
  subjects.set(model.subject, { law: law(model), reader: createReader({ reading, weights }) })
}

/** Everything that the reader proposes, taken as confirmed. */
function facts(subject: string, text: string, lang: 'nl' | 'en'): string[] {
  const { observations } = known(subject).reader.read(text, { date: '2026-11-21', lang })
  return observations.map(o => (o.value === 'yes' ? o.id : `-${o.id}`))
}

function known(subject: string): { law: Law; reader: Reader } {
  const found = subjects.get(subject)
  if (found === undefined) throw new Error(`no model ${subject}`)
  return found
}

describe.each([
  [
    'nl',
    'Ik kreeg een appje van een nieuw nummer: hoi mam, mijn telefoon is in de wc gevallen. Hij vroeg of ik een rekening kon voorschieten. Ik heb 1800 euro overgemaakt. Daarna belde ik mijn zoon en hij wist nergens van.',
    'help-request-fraud',
    'report',
  ],
  [
    'en',
    'I got a whatsapp: hi mum, this is my new number. She asked me to pay a bill. I paid 900 euros. My daughter knew nothing about it.',
    'help-request-fraud',
    'report',
  ],
  [
    'nl',
    'Iemand van de bank belde. Ik moest mijn spaargeld veilig stellen op een kluisrekening. Ik heb 5000 euro overgemaakt.',
    'bank-helpdesk-fraud',
    'report',
  ],
  [
    'en',
    'Someone from my bank called. My savings were not safe. I transferred 2000 pounds to a safe account.',
    'bank-helpdesk-fraud',
    'report',
  ],
  [
    'nl',
    'Gisteren zei een man dat hij van de Rabobank was. Hij vroeg mijn pincode. Ik heb niets overgemaakt.',
    'bank-helpdesk-fraud',
    'report',
  ],
  [
    'nl',
    'heb vorige maand op marktplaats een fiets gekocht van ene dylan voor 310 euro, meteen overgemaakt, niks gekregen en nu heeft hij me geblokkeerd',
    'internet-trade-fraud',
    'report',
  ],
] as const)('%s: %s', (lang, text, subject, outcome) => {
  test(`triage says ${subject}, and the advice on what was read is ${outcome}`, () => {
    expect(triage(known('triage').law, facts('triage', text, lang))).toMatchObject({ subject })
    expect(advise(known(subject).law, facts(subject, text, lang)).outcome).toBe(outcome)
  })
})

test('a story that says nothing of any subject gets questions, not a subject', () => {
  const found = triage(
    known('triage').law,
    facts('triage', 'Er is iets ergs gebeurd en ik weet niet wat ik moet doen.', 'nl'),
  )
  expect(found.subject).toBeUndefined()
  expect('ask' in found && found.ask.length).toBeGreaterThan(0)
})
