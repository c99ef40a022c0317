import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditor, citizen, officer, openWorld, sent, viewer, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.database.close())

describe('the queue', () => {
  test('holds a case from the moment that the police have it, with what its row needs', async () => {
    const { casefile, desk } = world
    const made = await casefile.create(
      sent({ text: 'De blauwe fiets kwam nooit. ', amount: '€ 1.250,50', platform: 'Marktplaats' }).slice(0, -1),
    )
    expect((await desk.queue({ viewer: auditor })).total).toBe(0)
    await casefile.append(made.case, made.version, [{ type: 'inquiry.sent', by: citizen, data: null }])
    const { rows, total, next } = await desk.queue({ viewer: auditor })
    expect({ total, next }).toEqual({ total: 1, next: undefined })
    expect(rows[0]).toMatchObject({
      number: desk.caseNumber(made.case),
      state: 'sent',
      received: '2026-03-01T10:00:00.000Z',
      deadline: '2026-03-15T10:00:00.000Z',
      daysOpen: 0,
      overdue: false,
      subject: 'internet-trade-fraud',
      amount: 125_050,
      platform: 'Marktplaats',
      outcome: 'report',
      stable: true,
      withheld: false,
      waitingFor: 'team',
    })
    expect(JSON.stringify(rows)).not.toContain(made.case)
    expect(await desk.find(desk.caseNumber(made.case).toLowerCase().replace('-', ' '))).toBe(made.case)
  })

  test('finds words in Dutch and English, and only while a case is open', async () => {
    const { casefile, desk } = world
    const { case: id, version } = await casefile.create(sent({ text: 'Twee fietsen besteld, the sellers vanished.' }))
    const found = async (words: string) =>
      (await desk.queue({ viewer: auditor, filter: { words } })).rows.map(row => row.number)
    const number = desk.caseNumber(id)
    expect(await found('fiets seller')).toEqual([number])
    expect(await found('seller vanish')).toEqual([number])
    expect(await found('"twee fietsen" -blauwe')).toEqual([number])
    expect(await found(number)).toEqual([number])
    const { rows } = await desk.queue({ viewer: auditor, filter: { words: 'vanished' } })
    expect(rows[0]?.quote).toContain('the sellers vanished')
    await casefile.append(id, version, [{ type: 'citizen.withdrew', by: citizen, data: null }])
    expect(await found('vanished')).toEqual([])
    expect(await found(number)).toEqual([number])
  })

  test('shows an officer the cases of their team, and no advice that was drawn to be withheld', async () => {
    const own = await openWorld({ teams: ['noord', 'zuid'] })
    const { casefile, desk } = own
    for (let at = 0; at < 40; at++) await casefile.create(sent({ outcome: at % 2 === 0 ? 'report' : 'civil' }))
    const all = await desk.queue({ viewer: auditor })
    const north = await desk.queue({ viewer: viewer('anna', 'noord') })
    const south = await desk.queue({ viewer: viewer('bert', 'zuid') })
    expect(north.total + south.total).toBe(all.total)
    expect(new Set(north.rows.map(row => row.team))).toEqual(new Set(['noord']))
    const withheld = north.rows.filter(row => row.withheld)
    expect(withheld.length).toBeGreaterThan(0)
    expect(withheld.every(row => row.outcome === undefined && row.stable === undefined)).toBe(true)
    const told = async (outcomes: string[]) =>
      (await desk.queue({ viewer: viewer('anna', 'noord'), filter: { outcomes } })).total
    expect((await told(['report'])) + (await told(['civil']))).toBe(north.total - withheld.length)
    await own.database.close()
  })

  test('comes in pages that hold every case once, in every order', async () => {
    const { casefile, desk } = world
    for (let at = 0; at < 25; at++) {
      world.now = new Date(world.now.getTime() + (at % 3) * 1000)
      await casefile.create(sent({ ...(at % 4 !== 0 && { amount: String(100 + (at % 5)) }) }))
    }
    const everything = (await desk.queue({ viewer: auditor, limit: 200 })).rows.map(row => row.number)
    for (const sort of ['deadline', 'received', 'changed', 'amount'] as const)
      for (const order of ['asc', 'desc'] as const) {
        const seen: string[] = []
        let after: string | undefined
        do {
          const page = await desk.queue({
            viewer: auditor,
            sort,
            order,
            limit: 4,
            ...(after !== undefined && { after }),
          })
          expect(page.total).toBe(everything.length)
          seen.push(...page.rows.map(row => row.number))
          after = page.next
        } while (after !== undefined)
        expect(seen.toSorted()).toEqual(everything.toSorted())
      }
    await expect(desk.queue({ viewer: auditor, after: 'nonsense' })).rejects.toThrow('first page')
  })

  test('says for whom a case waits', async () => {
    const { casefile, desk } = world
    const { case: id, version } = await casefile.create(sent())
    const row = async () => {
      const { rows } = await desk.queue({ viewer: auditor, filter: { words: desk.caseNumber(id) } })
      return [rows[0]?.waitingFor, rows[0]?.officer, rows[0]?.team]
    }
    const took = { type: 'officer.took', by: officer('anna'), data: { team: 'west' } }
    const asked = { type: 'officer.asked', by: officer('anna'), data: { text: 'Which day was it?' } }
    await casefile.append(id, version, [took])
    expect(await row()).toEqual(['officer', 'anna', 'west'])
    await casefile.append(id, version + 1, [asked])
    expect(await row()).toEqual(['citizen', 'anna', 'west'])
    await casefile.append(id, version + 2, [
      { type: 'citizen.answered', by: citizen, data: { question: version + 1, text: 'A Monday.' } },
    ])
    expect(await row()).toEqual(['officer', 'anna', 'west'])
    expect((await desk.queue({ viewer: auditor, filter: { words: 'monday' } })).total).toBe(1)
  })
})
