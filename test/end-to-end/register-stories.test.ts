import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { licensedDigest } from '../../packages/register/src/index.ts'
import { assessed, farewell, fullDossier, partsOf } from '../../packages/register/test/cast.ts'
import { openBrowser } from './browser.ts'
import { browserOf, openRegisterHouse, type RegisterHouse, type Visitor, type Who } from './register-house.ts'

let browser: Browser
let house: RegisterHouse
const visitors = new Map<Who | 'anyone', Visitor>()
const be = async (who: Who | undefined): Promise<Visitor> => {
  const found = visitors.get(who ?? 'anyone') ?? (await browserOf(browser, house, who))
  visitors.set(who ?? 'anyone', found)
  return found
}

beforeAll(async () => {
  browser = await openBrowser()
  house = await openRegisterHouse('2026-01-12T09:00:00Z')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const id = 'area-forecast'
const board = '/en/register-board'
const system = `${board}/system/${id}`
const permit = (digest: string) =>
  house.register.permit({ dossier: id, digest, purpose: 'planning', unit: 'district-north' })

describe('an area forecast', () => {
  test('with a vague goal is proposed on a page, and stopped at the first gate with what is missing', async () => {
    const owner = await be('owner')
    await owner.go(`${board}/new`)
    await owner.fill({
      id,
      origin: 'new',
      'name.nl': 'Waar is surveillance nodig?',
      'name.en': 'Where is surveillance needed?',
      'summary.nl': 'Een voorspelling per vak.',
      'summary.en': 'A forecast per square.',
      organisation: 'Korps Noorderhaaks',
      'owner.unit': 'district-north',
    })
    await owner.send('Do this')
    expect(owner.page.url()).toBe(house.url + system)
    // Who proposed it does not choose it, and nobody is offered what the register's table does not let them do.
    expect(await owner.main()).not.toContain('Choose this idea')

    await owner.go(`${system}/edit/purpose`)
    await owner.fill({
      'purpose.goal.nl': 'Minder inbraken.',
      'purpose.goal.en': 'Fewer burglaries.',
      notFor: 'Checks of persons',
    })
    await owner.send('Keep in the draft')
    await owner.fill({ because: 'The goal.' })
    await owner.send('Hand in as version 2')

    const lead = await be('lead')
    await lead.go(system)
    expect(await lead.main()).toContain('There is no measurable criterion of success. The goal is too vague.')
    await lead.page.getByRole('link', { name: 'Choose this idea' }).click()
    await lead.fill({ because: 'We want fewer burglaries.' })
    await lead.send('Do this')
    expect(await lead.main()).toContain('There is no measurable criterion of success. The goal is too vague.')
    expect(await lead.page.inputValue('[name=because]')).toBe('We want fewer burglaries.')
    expect((await house.register.entry(id))?.state).toBe('idea')
    const anyone = await be(undefined)
    await anyone.go(`/en/register/${id}`)
    expect(await anyone.main()).toContain('Idea.')
    expect(await anyone.main()).toContain('The goal is too vague.')
  })

  test('a criterion is filled on its page; wrong input is told at its field and nothing typed is lost', async () => {
    const owner = await be('owner')
    await owner.go(system)
    await owner.page.getByRole('link', { name: /The goal is too vague/ }).click()
    const [criterion] = fullDossier().criteria ?? []
    const fields = {
      'criteria.0.id': 'hit-rate',
      'criteria.0.goal': criterion?.goal ?? '',
      'criteria.0.measure.from': 'log',
      'criteria.0.measure.kind': 'square',
      'criteria.0.measure.take.what': 'share',
      'criteria.0.measure.take.of.0.at': 'burglary',
      'criteria.0.measure.take.of.0.is': 'true',
      'criteria.0.comparator': '>=',
      'criteria.0.threshold': 'a third',
      'criteria.0.windowDays': '30',
      'criteria.0.minimumN': '20',
      'criteria.0.baseline.value': '0,2',
      'criteria.0.baseline.source': 'last week as a map',
      'criteria.0.baseline.on': '2025-12-01',
      'criteria.0.owner': 'p-owner',
      'criteria.0.onFail': 'review',
    }
    await owner.fill(fields)
    await owner.send('Keep in the draft')
    expect(await owner.main()).toContain('There is 1 thing that is not right')
    for (const name of ['criteria.0.goal', 'criteria.0.threshold', 'criteria.0.measure.take.of.0.at'] as const)
      expect(await owner.page.inputValue(`[name="${name}"]`)).toBe(fields[name])
    expect(await owner.page.isChecked('input[name="criteria.0.onFail"][value="review"]')).toBe(true)
    await owner.fill({ 'criteria.0.threshold': '0.3' })
    await owner.send('Keep in the draft')
    await owner.go(`${system}/edit/businessCase`)
    const { businessCase } = fullDossier()
    for (const [name, value] of Object.entries(businessCase ?? {}))
      await owner.fill({ [`businessCase.${name}`]: String(value) })
    await owner.send('Keep in the draft')
    await owner.fill({ because: 'Now it can be measured.' })
    await owner.send('Hand in as version 3')
    expect((await house.register.entry(id))?.versions[2]?.dossier.criteria).toEqual([
      { ...criterion, owner: 'p-owner' },
    ])
    const lead = await be('lead')
    await lead.go(`${system}/do/choose`)
    await lead.fill({ because: 'Urgent, and the effect can be measured.' })
    await lead.send('Do this')
    expect((await house.register.entry(id))?.state).toBe('assessment')
  })

  test('a form that somebody else overtook is told what changed, and keeps what was typed', async () => {
    const [owner, other] = [await be('owner'), await be('otherOwner')]
    await owner.go(`${system}/edit/purpose`)
    await other.go(`${system}/edit/purpose`)
    await other.fill({ 'purpose.goal.en': 'Half the burglaries.' })
    await other.send('Keep in the draft')
    await owner.fill({ 'purpose.goal.en': 'Fewer burglaries a week.' })
    await owner.send('Keep in the draft')
    const told = await owner.main()
    expect(told).toContain('Somebody was before you.')
    expect(told).toContain('Half the burglaries.')
    expect(await owner.page.inputValue('[name="purpose.goal.en"]')).toBe('Fewer burglaries a week.')
    await owner.send('Keep in the draft')
    expect(await owner.main()).toContain('Fewer burglaries a week.')
    await owner.send('Throw the draft away')
    // Who wrote at a draft would be an author of it; this one was thrown away.
    expect((await house.register.entry(id))?.versions.at(-1)?.dossier.authors).toEqual(['p-owner'])
  })

  test('is assessed with documents that are bound by their fingerprint, and goes to the field lab by two lines', async () => {
    const rest = fullDossier({ authors: ['p-owner'], owner: { person: 'p-owner', unit: 'district-north' } })
    const by = { person: 'p-owner', role: 'owner', line: 'first' } as const
    await house.register.act(id, { act: 'file', by, dossier: rest, because: 'All that the dossier itself has to say.' })
    const version = (await house.register.entry(id))?.versions.length ?? 0

    const assessor = await be('assessor')
    await assessor.go(system)
    await assessor.page.getByRole('link', { name: /assessed the lawfulness positively/ }).click()
    await assessor.fill({ title: 'Memorandum of lawfulness', outcome: 'positive' })
    await assessor.page.setInputFiles('input[type=file]', {
      name: 'memorandum.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('It is lawful, because only squares are counted.'),
    })
    await assessor.send('Do this')
    const [assessment] = (await house.register.entry(id))?.assessments ?? []
    expect(assessment).toMatchObject({
      kind: 'lawfulness',
      outcome: 'positive',
      by: { role: 'controller', line: 'second' },
    })
    await assessor.go(`${board}`)
    const answer = await assessor.page.request.get(`${house.url}${board}/documents/${assessment?.document}`)
    expect(await answer.text()).toBe('It is lawful, because only squares are counted.')
    expect(answer.headers()['content-disposition']).toContain('attachment')

    for (const input of assessed(version).slice(1)) {
      if (input.act === 'classify') await house.register.act(id, { ...input, by })
      else await house.register.act(id, { ...input, by: { ...input.by, person: 'p-assessor' } } as typeof input)
    }
    const owner = await be('owner')
    await owner.go(`${system}/ask/field-lab`)
    await owner.fill({ because: 'It is ready.' })
    await owner.send('Do this')

    // Four eyes: by person and by line, and the page says why somebody may not.
    const whyNot = async (who: Who) => {
      const visitor = await be(who)
      await visitor.go(`${system}/approve`)
      expect(await visitor.page.getByRole('button', { name: 'I looked and say yes' }).count()).toBe(0)
      return visitor.main()
    }
    expect(await whyNot('owner')).toContain('Who asks for it does not approve it.')
    expect(await whyNot('auditor')).toContain('The role auditor may not do this.')
    expect(await whyNot('supervisor')).toContain('may not do this.')
    const lead = await be('lead')
    await lead.go(`${system}/approve`)
    await lead.send('I looked and say yes')
    expect(await whyNot('lead')).toContain('This person approved already. A second person has to.')
    expect(await whyNot('otherLead')).toContain('This line approved already. Another line has to.')
    expect((await house.register.entry(id))?.state).toBe('assessment')
    await assessor.go(`${system}/approve`)
    expect(await assessor.main()).toContain('Daan Roodborst (board, first line)')
    await assessor.send('I looked and say yes')
    expect((await house.register.entry(id))?.state).toBe('field-lab')
    expect(await permit(licensedDigest(partsOf('a')))).toHaveProperty('signature')
  })

  test('without data stops by itself after its first window, and every page says so and why', async () => {
    const due = (await house.register.entry(id))?.watch['hit-rate']?.due ?? ''
    house.at(new Date(Date.parse(due) - 3_600_000).toISOString())
    const [anyone, auditor] = [await be(undefined), await be('auditor')]
    await auditor.go(board)
    expect(await auditor.main()).toMatch(/Measure: hit-rate/)
    expect(await auditor.main()).toMatch(/What runs\s+Where is surveillance needed\?/)
    house.at(new Date(Date.parse(due) + 1000).toISOString())
    expect(await permit(licensedDigest(partsOf('a')))).toMatchObject({ refused: 'suspended' })
    await auditor.go(board)
    expect(await auditor.main()).toMatch(/What has stopped\s+Where is surveillance needed\?/)
    expect(await auditor.main()).toContain('Criterion hit-rate was not measured in time.')
    await anyone.go(`/en/register/${id}`)
    expect(await anyone.main()).toContain('Stopped for now.')
    expect(await anyone.main()).toContain('Criterion hit-rate was not measured in time.')
    // As it was: the day before it ran, and so says the page of that day.
    await anyone.go(`/en/register/${id}?on=${due.slice(0, 8)}01`)
    expect(await anyone.main()).toContain('Trial.')
    await auditor.go(`${system}?on=2026-01-11`)
    expect(await auditor.main()).toContain('This page does not exist')
  })

  test('comes back, is measured and stays; the chart and its table say what was measured', async () => {
    const squares = async (hits: number) => {
      for (let square = 0; square < 20; square++) await house.register.note(id, 'square', { burglary: square < hits })
    }
    const assessor = await be('assessor')
    const owner = await be('owner')
    await owner.go(`${system}/ask/resume`)
    await owner.fill({ because: 'The counts come in now.' })
    await owner.send('Do this')
    for (const who of ['lead', 'assessor'] as const) {
      const visitor = await be(who)
      await visitor.go(`${system}/approve`)
      await visitor.send('I looked and say yes')
    }
    expect((await house.register.entry(id))?.state).toBe('field-lab')
    for (const hits of [9, 8]) {
      house.days(10)
      await squares(hits)
      house.days(1)
      await house.register.measure()
    }
    expect((await house.register.entry(id))?.measurements.map(({ value, outcome }) => [value, outcome])).toEqual([
      [0.45, 'passed'],
      [0.4, 'passed'],
    ])
    await assessor.go(system)
    expect(await assessor.page.locator('svg.tb-measured__picture circle').count()).toBe(2)
    expect(await assessor.page.locator('main').innerText()).toMatch(/0\.45\s+20\s+Yes/)
    const anyone = await be(undefined)
    await anyone.go(`/en/register/${id}`)
    expect(await anyone.page.locator('svg.tb-measured__picture circle').count()).toBe(2)
  })
})

test('somebody changes a threshold on a Friday night: nothing runs, the pages show what changed, and Monday two lines decide', async () => {
  house.at('2026-03-06T23:40:00Z')
  await house.register.act(id, {
    act: 'trigger',
    by: { person: 'p-owner', role: 'owner', line: 'first' },
    kind: 'drift',
    because: 'More cars than before.',
  })
  const changed = licensedDigest({ ...partsOf('a'), configuration: 'b'.repeat(64) })
  expect(await permit(changed)).toMatchObject({ refused: 'digest-not-licensed' })
  const owner = await be('owner')
  await owner.go(`${system}/edit/runs`)
  await owner.fill({ 'runs.parts': `model = ${'a'.repeat(64)}\nconfiguration = ${'b'.repeat(64)}` })
  await owner.send('Keep in the draft')
  expect(await owner.main()).toContain('runs.parts.configuration')
  await owner.fill({ because: 'A better threshold.' })
  await owner.send('Hand in as version 5')
  await owner.go(`${system}/ask/license`)
  await owner.fill({ because: 'It is late and it works.' })
  await owner.send('Do this')
  const lead = await be('lead')
  await lead.go(`${system}/approve`)
  expect(await lead.main()).toContain('runs.parts.configuration')
  await lead.send('I looked and say yes')
  expect(await permit(changed)).toMatchObject({ refused: 'digest-not-licensed' })
  expect(await permit(licensedDigest(partsOf('a')))).toHaveProperty('signature')
  house.at('2026-03-09T09:00:00Z')
  const assessor = await be('assessor')
  await assessor.go(`${system}/approve`)
  await assessor.send('I looked and say yes')
  expect(await permit(changed)).toHaveProperty('signature')
  expect(await permit(licensedDigest(partsOf('a')))).toMatchObject({ refused: 'digest-not-licensed' })
  await assessor.go(`${system}/history`)
  expect(await assessor.main()).toMatch(/2026-03-06 23:40\s+New version filed: A better threshold\.\s+Femke Specht/)
  await assessor.go(`${system}/diff/4/5`)
  expect(await assessor.main()).toContain('b'.repeat(64))
  await assessor.go(`${system}/steps`)
  expect(await assessor.main()).toContain('of the')
})

describe('worries and incidents', () => {
  test('anyone tells a worry without an account, gets a number and a last day, and finds the answer on the entry', async () => {
    const anyone = await be(undefined)
    await anyone.go(`/en/register/${id}`)
    await anyone.page.getByRole('link', { name: 'Are you worried? Tell us' }).click()
    await anyone.send('Send it')
    expect(await anyone.main()).toContain('Fill this in.')
    await anyone.fill({ text: 'Why does my street get more patrols? My password is Zomer2026! by the way.' })
    await anyone.send('Send it')
    const receipt = await anyone.main()
    const [number = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt) ?? []
    expect(number).not.toBe('')
    expect(receipt).toContain('April 20, 2026')
    expect(receipt).not.toContain('Zomer2026')
    // Before somebody read it, nobody else does.
    await anyone.go(`/en/register/${id}`)
    expect(await anyone.main()).toContain(number)
    expect(await anyone.main()).not.toContain('my street')
    const owner = await be('owner')
    await owner.go(`${board}/worries`)
    expect(await owner.main()).toContain('Why does my street get more patrols?')
    await owner.page.getByRole('link', { name: 'Answer it' }).click()
    await owner.fill({ text: 'Because three burglaries were reported there. Nobody is checked for it.' })
    await owner.send('Do this')
    await anyone.go(`/en/register/${id}`)
    const page = await anyone.main()
    expect(page).toContain('Why does my street get more patrols?')
    expect(page).toContain('Because three burglaries were reported there.')
    expect(page).not.toMatch(/Femke|p-owner|Zomer2026/)
  })

  test('a serious incident stops the system in the same act, has its clock, and is closed only after it was reported', async () => {
    const auditor = await be('auditor')
    await auditor.go(`${system}/do/incident`)
    await auditor.fill({ kind: 'death', what: 'Two patrols were sent into one fire.', awareAt: '2026-03-09 09:30' })
    await auditor.send('Do this')
    const entry = await house.register.entry(id)
    expect(auditor.page.url(), await auditor.main()).toBe(house.url + system)
    expect(entry).toMatchObject({ state: 'suspended', why: [{ code: 'incident-open' }] })
    expect(entry?.incidents[0]).toMatchObject({
      awareAt: '2026-03-09T08:30:00.000Z',
      reportBy: '2026-03-19T08:30:00.000Z',
    })
    expect(await auditor.main()).toContain('Report this to the authority before March 19, 2026.')
    const assessor = await be('assessor')
    await assessor.go(system)
    expect(await assessor.page.getByRole('link', { name: 'Close the incident' }).count()).toBe(0)
    house.at('2026-03-20T09:00:00Z')
    await assessor.go(board)
    expect(await assessor.main()).toMatch(/Late\. March 19, 2026/)
    await assessor.go(system)
    await assessor.page.getByRole('link', { name: 'Record to whom it was reported' }).click()
    await assessor.fill({ to: 'the market surveillance authority' })
    await assessor.send('Do this')
    await assessor.page.getByRole('link', { name: 'Close the incident' }).click()
    await assessor.fill({ because: 'Squares are checked against open calls now.' })
    await assessor.send('Do this')
    expect((await house.register.entry(id))?.incidents[0]?.closed?.because).toContain('open calls')
    const officer = await be('officer')
    expect(await officer.go(`${system}/recall`)).toBe(403)
    expect(await auditor.go(`${system}/recall`)).toBe(200)
  })
})

test('an older system comes in by its plan, which is public and stops it when a date passes', async () => {
  const old = 'old-hit-list'
  const { criteria = [] } = fullDossier()
  const dossier = fullDossier({
    id: old,
    origin: 'existing',
    authors: ['p-author'],
    name: { nl: 'Oude lijst', en: 'Old list' },
    criteria: criteria.map(one => ({ ...one, windowDays: 300 })),
    from: '2026-03-01',
    until: '2026-12-01',
  })
  const by = { person: 'p-author', role: 'author', line: 'first' } as const
  await house.register.act(old, { act: 'propose', by, dossier })
  const lead = await be('lead')
  const owner = await be('owner')
  await lead.go(`${board}/system/${old}/do/choose`)
  await lead.fill({ because: 'It runs already.' })
  await lead.send('Do this')
  for (const input of assessed(1)) {
    const person = input.act === 'classify' ? 'p-owner' : 'p-assessor'
    await house.register.act(old, { ...input, by: { ...input.by, person } } as typeof input)
  }
  await owner.go(`${board}/system/${old}/ask/catch-up`)
  const items = ['quality-tested', 'fairness-tested', 'publishable']
  for (const [at, demand] of items.entries()) {
    await owner.fill({
      because: 'By the plan.',
      [`catchUp.items.${at}.demand`]: demand,
      [`catchUp.items.${at}.by`]: '2026-06-01',
      [`catchUp.items.${at}.owner`]: 'p-owner',
    })
    await owner.send('One more')
  }
  await owner.send('Do this')
  expect(owner.page.url(), await owner.main()).toBe(`${house.url}${board}/system/${old}`)
  for (const who of ['lead', 'assessor'] as const) {
    const visitor = await be(who)
    await visitor.go(`${board}/system/${old}/approve`)
    await visitor.send('I looked and say yes')
  }
  expect((await house.register.entry(old))?.state).toBe('operational')
  const anyone = await be(undefined)
  await anyone.go(`/en/register/${old}`)
  expect(await anyone.main()).toContain('This is an older system.')
  expect(await anyone.main()).toContain('June 1, 2026')
  house.at('2026-06-01T00:00:01Z')
  await anyone.go(`/en/register/${old}`)
  expect(await anyone.main()).toContain('Stopped for now.')
})

test('what retires says goodbye in public, and its entry stays', async () => {
  const owner = await be('owner')
  await owner.go(`${system}/ask/retire`)
  await owner.fill({
    because: 'The goal was reached elsewhere.',
    'farewell.because': farewell.because,
    'farewell.evaluation': farewell.evaluation,
    'farewell.lessons': farewell.lessons,
    'farewell.archive.manifest': farewell.archive.manifest,
    'farewell.archive.files': '3',
    'farewell.destroyOn': farewell.destroyOn,
    'farewell.notice.nl': farewell.notice.nl,
    'farewell.notice.en': farewell.notice.en,
  })
  await owner.send('Do this')
  for (const who of ['lead', 'otherAssessor'] as const) {
    const visitor = await be(who)
    await visitor.go(`${system}/approve`)
    expect(await visitor.main()).toContain(farewell.lessons)
    await visitor.send('I looked and say yes')
  }
  const anyone = await be(undefined)
  await anyone.go('/en/register')
  expect(await anyone.main()).toMatch(/Where is surveillance needed\?[\s\S]*Ended\./)
  await anyone.go(`/en/register/${id}`)
  const page = await anyone.main()
  for (const words of [farewell.notice.en, farewell.lessons, farewell.evaluation, 'January 1, 2028'])
    expect(page).toContain(words)
  expect(await owner.go(`${system}/edit/purpose`)).toBe(200)
  await owner.send('Keep in the draft')
  expect(await owner.main()).not.toContain('Hand in')
})
