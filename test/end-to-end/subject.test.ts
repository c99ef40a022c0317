import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands, run } from '@toetsbaar/cli'
import { chooseSubject, openIntake, workbenchPermit } from '@toetsbaar/server/run'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiClient } from './http.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { siteClient } from './site.ts'
import { stories } from './stories.ts'

const root = join(import.meta.dirname, '..', '..')
const data = dataFolder()
let service: Service

beforeAll(async () => {
  service = await startService({ data: data.path })
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

const friend =
  'Ik kreeg een appje van een nieuw nummer: hoi mam, mijn telefoon is in de wc gevallen. Hij vroeg of ik een rekening kon voorschieten. Ik heb 1800 euro overgemaakt.'
const bank = 'Someone from my bank called. My savings were not safe. I transferred 2000 pounds to a safe account.'
const either =
  'Ik heb een kast verkocht op Marktplaats. Daarna belde iemand van de bank. Ik moest mijn spaargeld veilig stellen op een kluisrekening.'
const offered = ['internet-trade-fraud', 'help-request-fraud', 'bank-helpdesk-fraud']

const intake = openIntake({
  modelsRoot: join(root, 'models'),
  weightsFile: join(root, 'packages/extraction/weights/weights.json'),
})
const choose = (text: string) =>
  chooseSubject(workbenchPermit(intake), intake, text, { usual: 'internet-trade-fraud', date: '2026-11-22' })

describe('what a story is about', () => {
  test.each([
    ['a friend in need', friend, 'help-request-fraud', 'read'],
    ['a false bank', bank, 'bank-helpdesk-fraud', 'read'],
    ['a sale and a false bank', either, undefined, 'ask'],
    ['one weak word', 'Iemand liet mij AnyDesk zetten.', undefined, 'ask'],
    ['nothing that is known', 'Er is iets ergs gebeurd.', 'internet-trade-fraud', 'usual'],
  ])('%s', (_, text, subject, how) => {
    expect(choose(text)).toMatchObject({ subject, how, offered })
  })

  test('an ordinary story is asked nothing: hardly any of the corpus, none of the ten stories', () => {
    const told = ['dev-a', 'dev-b', 'dev-c'].flatMap(name =>
      readFileSync(join(root, 'corpus', `${name}.jsonl`), 'utf8')
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as { text: string }).text),
    )
    const subjects = told.map(text => choose(text).subject)
    const others = subjects.filter(subject => subject !== 'internet-trade-fraud')
    console.log(`${others.length} of ${told.length} corpus reports are asked or taken as another subject.`)
    expect(others.length / told.length).toBeLessThan(0.02)
    for (const story of stories) expect(choose(story.text).subject, story.name).toBe('internet-trade-fraud')
  })
})

describe('over HTTP', () => {
  test.each([
    ['nl', friend, 'help-request-fraud'],
    ['en', bank, 'bank-helpdesk-fraud'],
  ])('a story in %s goes to its own model', async (lang, story, subject) => {
    const { status, body } = await apiClient(service.url).post('/reports', { story, lang })
    expect([status, body.model?.subject]).toEqual([201, subject])
  })

  test('a story that points to two gets the choices, and goes on with one of them', async () => {
    const client = apiClient(service.url)
    const asked = await client.post('/reports', { story: either, lang: 'nl' })
    expect(asked.status).toBe(422)
    expect(asked.body.type).toMatch(/subject-unclear$/)
    expect(asked.body.choices.map((choice: { subject: string }) => choice.subject)).toEqual(offered)
    expect(asked.body.choices[2].title).toBe('Iemand die zegt dat hij van uw bank is')
    const opened = await client.post('/reports', { story: either, lang: 'nl', subject: 'bank-helpdesk-fraud' })
    expect([opened.status, opened.body.model.subject]).toEqual([201, 'bank-helpdesk-fraud'])
    const wrong = await client.post('/reports', { story: either, lang: 'nl', subject: 'triage' })
    expect([wrong.status, wrong.body.errors[0].location.pointer]).toEqual([400, '/subject'])
  })
})

test('on the site the citizen is asked, the story is kept, and it goes on', async () => {
  const client = siteClient(service.url)
  await client.open('/nl/story')
  const asked = await client.send({ story: `${either} Mijn wachtwoord is: Geheim123!` })
  expect(asked.status).toBe(200)
  expect(asked.html).toContain('Waar gaat het over?')
  for (const subject of offered) expect(asked.html).toContain(`value="${subject}"`)
  expect(asked.html).toContain(either)
  expect(asked.html).not.toContain('Geheim123!')
  const missing = await client.send({})
  expect(missing.status).toBe(422)
  expect(missing.html).toContain('Kies waar uw verhaal over gaat.')
  const back = await client.send({ do: 'switch' })
  expect(back.html).toMatch(/<textarea[^>]*>Ik heb een kast verkocht/)
  const again = await client.send({ story: either })
  expect(again.html).toContain('Waar gaat het over?')
  const chosen = await client.send({ subject: 'bank-helpdesk-fraud' })
  expect(chosen.status).toBe(200)
  expect(chosen.path).toMatch(/^\/nl\/step\/\d+$/)
  expect(chosen.html).toContain('kluisrekening')
})

describe('in the terminal', () => {
  const inTerminal = async (story: string, typed: readonly string[], flags: readonly string[]) => {
    const lines = [...typed]
    let out = ''
    let err = ''
    const code = await run(['report', '--json', '--lang', 'nl', ...flags], commands, {
      stdin: () => Promise.resolve(story),
      out: text => {
        out += text
      },
      err: text => {
        err += text
      },
      answers: () => ({ ask: () => Promise.resolve(lines.shift()), close: () => {} }),
    })
    return { code, err, subject: code === 0 ? (JSON.parse(out) as { model: { subject: string } }).model.subject : '' }
  }

  test('a number chooses; what is no number is asked again', async () => {
    const told = await inTerminal(either, ['de bank', '3'], [])
    expect(told).toMatchObject({ code: 0, subject: 'bank-helpdesk-fraud' })
    expect(told.err).toMatch(/1 {2}Kopen en verkopen via internet/)
  })

  test('with --yes the usual one is taken, and it is said', async () => {
    const told = await inTerminal(either, [], ['--yes'])
    expect(told).toMatchObject({ code: 0, subject: 'internet-trade-fraud' })
    expect(told.err).toContain('choose another one with --model')
  })

  test('a story on another subject is not asked', async () => {
    expect(await inTerminal(friend, [], ['--yes'])).toMatchObject({ code: 0, subject: 'help-request-fraud' })
  })
})
