import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Running, readConfig, serve } from '@toetsbaar/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../postgres.ts'
import { deskClient, people } from './desk.ts'
import { dataFolder } from './service.ts'

type Client = Awaited<ReturnType<typeof deskClient>>

const root = join(import.meta.dirname, '..', '..')
const data = dataFolder()
let database: FreshDatabase
let running: Running
/** An officer with a case of the own team. */
let officer: Client
let number = ''

const numbersIn = (html: string) => [...new Set(html.match(/[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/g) ?? [])]
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

beforeAll(async () => {
  database = await freshDatabase()
  const config = readConfig(root, root, {
    PORT: '0',
    TOETSBAAR_DATA: data.path,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    TOETSBAAR_REQUESTS_PER_MINUTE: '1000000',
    TOETSBAAR_LOG: 'silent',
  })
  running = await serve(config, () => {})
  const opened = async () => Number((await database.pool.query('select count(*) from look.opening')).rows[0].count)
  for (let waited = 0; (await opened()) < 1 && waited < 60_000; waited += 200) await pause(200)
  for (const subject of ['aya', 'cleo']) {
    const client = await deskClient(running.url, subject)
    const [first] = numbersIn((await client.open('/en/desk')).html)
    if (first === undefined) continue
    officer = client
    number = first
    break
  }
}, 120_000)
afterAll(async () => {
  await running?.stop()
  await database?.close()
  data.remove()
})

const lines = async (operation: string) =>
  (
    await database.pool.query(
      'select actor, purpose, status, subject from ledger.access where operation = $1 order by id',
      [operation],
    )
  ).rows

describe('the defence', () => {
  test('finds one case open in the demonstration, and the prosecutor one that was handed over', async () => {
    const karim = await deskClient(running.url, people.defence)
    const [open = ''] = numbersIn((await karim.open('/en/desk/look')).html)
    expect((await karim.open(`/en/desk/look/cases/${open}`)).status).toBe(200)
    const jet = await deskClient(running.url, people.prosecutor)
    expect((await jet.open(`/en/desk/cases/${open}`)).status).toBe(200)
    expect((await jet.open(`/en/desk/look`)).status).toBe(403)
    await database.pool.query('delete from look.opening')
  })

  test('reads one case that was opened, what was used and how it came about; each look is logged', async () => {
    expect(number).not.toBe('')
    await officer.open(`/en/desk/cases/${number}/note`)
    await officer.send({ text: 'Nachtvlinder, alleen voor ons' }, 'note')
    const karim = await deskClient(running.url, people.defence)
    expect((await karim.open(`/en/desk/look/cases/${number}`)).status).toBe(404)

    await officer.open('/en/desk/look')
    const wrong = await officer.send({ number: '00000-00000', person: '', until: inDays(91), reason: ' ' }, 'look-open')
    expect(wrong.status).toBe(422)
    for (const field of ['number', 'person', 'until', 'reason']) expect(wrong.html).toContain(`id="f-${field}-error"`)
    const [, lawyer = ''] = /name="person" value="(p-[0-9a-z]{12})"/.exec(wrong.html) ?? []
    const opened = await officer.send(
      { number: number.toLowerCase(), person: lawyer, until: inDays(30), reason: 'the lawyer asked' },
      'look-open',
    )
    expect(opened.html).toContain('The case is open to the defence.')

    expect((await karim.open('/en/desk/look')).html).toContain(`Case ${number}`)
    const page = await karim.open(`/en/desk/look/cases/${number}`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('This case was opened to you.')
    expect(page.html).toContain('/en/register/intake')
    expect(page.html).toContain('What you do not see here')
    for (const word of ['Nachtvlinder', 'Aya', 'Cleo', 'iemand@voorbeeld.example', 'the lawyer asked'])
      expect(page.html, word).not.toContain(word)
    const looks = (await lines('case.read')).filter(({ actor }) => actor.role === 'defence')
    expect(looks.slice(1).map(({ status, purpose }) => `${status} ${purpose}`)).toEqual([
      'refused defence',
      'ok defence',
    ])
    expect(looks.every(({ subject }) => subject !== null)).toBe(true)
  })

  test('reads no other case, nothing else of this one, and nothing once the last day has passed or it was closed', async () => {
    const karim = await deskClient(running.url, people.defence)
    const at = `/en/desk/look/cases/${number}`
    const { rows } = await database.pool.query<{ number: string }>('select number from desk.received')
    const others = rows.map(each => each.number).filter(each => each !== number)
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) expect((await karim.open(`/en/desk/look/cases/${other}`)).status).toBe(404)
    for (const path of [
      `/en/desk/cases/${number}`,
      `/en/desk/cases/${number}/case.json`,
      '/en/desk/look/log',
      '/en/desk',
    ])
      expect((await karim.open(path)).status, path).toBe(403)
    expect((await karim.open(at)).status).toBe(200)
    await database.pool.query(`update look.opening set until = current_date - 2`)
    expect((await karim.open(at)).status).toBe(404)
    await database.pool.query(`update look.opening set until = current_date + 30`)
    expect((await karim.open(at)).status).toBe(200)
    await officer.open('/en/desk/look')
    expect((await officer.send({}, 'look-close')).html).toContain('The case is closed to the defence.')
    expect((await karim.open(at)).status).toBe(404)
  })

  test('a team opens only cases of its own', async () => {
    const { rows } = await database.pool.query<{ number: string; team: string }>(
      'select number, team from desk.received',
    )
    const own = rows.find(each => each.number === number)
    const other = await deskClient(running.url, own?.team === 'Noord' ? 'cleo' : 'aya')
    const page = await other.open('/en/desk/look')
    expect(page.html).not.toContain(number)
    const [, lawyer = ''] = /name="person" value="(p-[0-9a-z]{12})"/.exec(page.html) ?? []
    const answer = await other.send({ number, person: lawyer, until: inDays(10), reason: 'x' }, 'look-open')
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('There is no case of your team with this number')
  })
})

describe('who checks', () => {
  test('draws a sample by chance that the ledger records, and reads its cases and no other', async () => {
    const lot = await deskClient(running.url, people.supervisor)
    await lot.open('/en/desk/look')
    const wrong = await lot.send(
      { purpose: '', words: '', size: '51', from: inDays(0), until: inDays(-1) },
      'look-draw',
    )
    expect(wrong.status).toBe(422)
    const sample = await lot.send(
      { purpose: 'Are objections missed?', words: 'blue bicycle', size: '1', from: inDays(-1), until: inDays(1) },
      'look-draw',
    )
    expect(sample.html).toContain('Are objections missed?')
    const [drawn = ''] = numbersIn(sample.html)
    const { rows } = await database.pool.query<{ number: string }>('select number from desk.received')
    const others = rows.map(each => each.number).filter(each => each !== drawn)
    expect(others.length).toBe(rows.length - 1)
    const [entry] = (await database.pool.query(`select stream, kind from ledger.entry where kind = 'sample.drawn'`))
      .rows
    expect(entry).toEqual({ stream: 'samples', kind: 'sample.drawn' })

    const page = await lot.open(`/en/desk/look/cases/${drawn}`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('chance drew it')
    expect(page.html).not.toMatch(/Aya|Cleo|Roodborst/)
    for (const other of others) expect((await lot.open(`/en/desk/look/cases/${other}`)).status).toBe(404)
    const gijs = await deskClient(running.url, people.assessor)
    expect((await gijs.open(`/en/desk/look/cases/${drawn}`)).status).toBe(404)
    expect((await gijs.open(sample.path)).status).toBe(404)
    expect((await lines('case.read')).at(-1)).toMatchObject({ status: 'refused', actor: { role: 'assessor' } })
    const looked = (await lines('case.read')).find(
      ({ actor, status }) => actor.role === 'supervisor' && status === 'ok',
    )
    expect(looked?.purpose).toMatch(/^sample [0-9a-z]{10}: Are objections missed\?$/)

    await database.pool.query('update look.sample set until = current_date - 2')
    expect((await lot.open(`/en/desk/look/cases/${drawn}`)).status).toBe(404)
    expect((await lot.open(sample.path)).html).not.toContain(drawn)
  })

  test('reads who looked at what, by day and by case, without a name; and that is logged in its turn', async () => {
    const hanna = await deskClient(running.url, people.auditor)
    const page = await hanna.open('/en/desk/look/log')
    expect(page.html).toContain('case.read')
    expect(page.html).toContain('refused')
    expect(page.html).toContain(number)
    for (const name of ['Aya', 'Cleo', 'Karim']) expect(page.html).not.toContain(name)
    expect(page.html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/)
    const one = await hanna.open(`/en/desk/look/log?case=${number}`)
    expect(one.html).toContain(`Case ${number}`)
    expect(numbersIn(one.html)).toEqual([number])
    expect((await hanna.open('/en/desk/look/log?day=1999-01-01')).html).toContain('Nobody looked at anything.')
    for (const stray of ['day=2026-13-40', 'from=2026-99-99T99:99:99.999Z', 'case=x', 'from=2026-01-01T00:00:00.000Z'])
      expect((await hanna.open(`/en/desk/look/log?${stray}`)).status, stray).toBe(200)
    expect((await lines('log.read')).length).toBeGreaterThan(2)
    expect((await (await deskClient(running.url, people.assessor)).open('/en/desk/look/log')).status).toBe(403)
  })
})
