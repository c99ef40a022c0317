import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiClient } from './http.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { siteClient } from './site.ts'

const data = dataFolder()
let service: Service

beforeAll(async () => {
  service = await startService({ data: data.path, env: { TOETSBAAR_LOG: 'info' } })
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

const api = () => apiClient(service.url)
const secret = 'Vlinderstichting Zomertuin'
const story = `Ik kocht een fiets bij ${secret} voor 80 euro en kreeg niets.`

describe('a report is only reachable as the design says', () => {
  test('without a token, with a wrong one and with a changed one there is nothing', async () => {
    const { body } = await api().post('/reports', { story })
    const turned = `${body.token.slice(0, -2)}${body.token.endsWith('AA') ? 'BB' : 'AA'}`
    for (const token of [undefined, 'x', turned, body.code]) {
      const found = await apiClient(service.url, token).get('/reports/current')
      expect(found.status).toBe(401)
      expect(found.headers.get('content-type')).toContain('application/problem+json')
      expect(JSON.stringify(found.body)).not.toContain(secret)
    }
  })

  test('the code alone opens nothing; five wrong words close the door for a while', async () => {
    const { body } = await api().post('/reports', { story })
    expect((await api().post('/tokens', { code: body.code, word: '' })).status).toBe(401)
    await apiClient(service.url, body.token).put('/reports/current/word', { version: body.version, word: 'zeppelin' })
    expect(
      (await api().post('/tokens', { code: body.code.toLowerCase().replaceAll('-', ' '), word: 'Zeppelin' })).status,
    ).toBe(201)
    const tries: number[] = []
    for (let n = 0; n < 6; n++) tries.push((await api().post('/tokens', { code: body.code, word: `wrong${n}` })).status)
    expect(tries).toEqual([401, 401, 401, 401, 401, 429])
    expect((await api().post('/tokens', { code: body.code, word: 'zeppelin' })).status).toBe(429)
  })

  test('another browser sees nothing; addresses carry neither case nor code nor subject', async () => {
    const citizen = siteClient(service.url)
    await citizen.open('/nl/story')
    const page = await citizen.send({ story })
    expect(page.html).toContain(secret)
    expect(citizen.visited.join(' ')).toMatch(/^(\/nl\/(story|step|step\/\d+) ?)+$/)
    const stranger = siteClient(service.url)
    for (const path of citizen.visited) expect((await stranger.open(path)).html).not.toContain(secret)
    const cookies = page.cookies
    expect(cookies).toMatch(/HttpOnly/i)
    expect(cookies).toMatch(/SameSite=Lax/i)
    expect(decodeURIComponent(cookies)).not.toContain(secret)
  })

  test('the same form from elsewhere, without the token of the page, changes nothing', async () => {
    const citizen = siteClient(service.url)
    await citizen.open('/nl/story')
    const answer = await citizen.send({ story, _csrf: 'forged' })
    expect(answer.status).toBe(403)
  })
})

describe('what is taken in', () => {
  test('a body over 1 MiB gets 413, on the API and on the site', async () => {
    const answer = await api().post('/reports', { story: 'a'.repeat(1024 * 1024) })
    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({
      status: 413,
      title: expect.any(String),
      detail: expect.stringContaining('1 MiB'),
    })
    const citizen = siteClient(service.url)
    await citizen.open('/nl/story')
    expect((await citizen.send({ story: 'a'.repeat(1024 * 1024) })).status).toBe(413)
  })

  test.each([
    [{}, '/story'],
    [{ story: 12 }, '/story'],
    [{ story: 'x', lang: 'fr' }, '/lang'],
    [{ story: 'x', date: 'yesterday' }, '/date'],
    [{ story: 'x', surprise: 1 }, '/surprise'],
    [{ story: '   ' }, '/story'],
  ])('%j gets 400 and names the field %s', async (body, field) => {
    const answer = await api().post('/reports', body)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const pointers = answer.body.errors.map((error: { location: { pointer: string } }) => error.location.pointer)
    expect(pointers).toContain(field)
  })

  test('what is no JSON gets 400 and does not come back in the answer', async () => {
    const response = await fetch(`${service.url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"story": "${secret}`,
    })
    expect(response.status).toBe(400)
    expect(await response.text()).not.toContain('Vlinder')
  })

  test('a stale version gets 409 with what happened since; nothing is written', async () => {
    const { body } = await api().post('/reports', { story })
    const client = apiClient(service.url, body.token)
    const safety = { version: body.version, decisions: [], done: true }
    const first = await client.post('/reports/current/decisions', safety)
    expect(first.status).toBe(200)
    const late = await client.post('/reports/current/decisions', safety)
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ version: first.body.version, since: [{ type: 'inquiry.decided' }] })
    expect((await client.get('/reports/current')).body.version).toBe(first.body.version)
  })
})

describe('what goes out', () => {
  test('no text of a citizen reaches a page unescaped', async () => {
    const citizen = siteClient(service.url)
    const evil = '</textarea></main><script>alert(1)</script><img src=x onerror=alert(1)> "\' & ik kocht een fiets'
    await citizen.open('/nl/story')
    const page = await citizen.send({ story: evil })
    expect(page.html).toContain('&lt;script')
    expect(page.html).not.toContain('<script')
    expect(page.html).not.toContain('<img')
  })

  test('every page forbids inline code and foreign requests, and is in no cache', async () => {
    for (const path of ['/nl', '/en/story', '/nl/nothing-here']) {
      const response = await fetch(service.url + path)
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(policy).not.toMatch(/https?:|\*/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.text()).not.toMatch(/<script|<style| style=| on\w+=|(?:src|action)="https?:/)
    }
  })

  test('a password and a card number are covered before they are kept, and the page says so', async () => {
    const citizen = siteClient(service.url)
    await citizen.open('/en/story')
    const page = await citizen.send({ story: 'I bought a bike. My password is Hond123! and card 4111 1111 1111 1111.' })
    expect(page.html).not.toMatch(/Hond123|4111/)
    expect(page.html).toContain('••••')
    expect(page.html).toContain('tb-notice')
  })

  test('the log holds no word of a story, no code, no token and no address', async () => {
    const { body } = await api().post('/reports', { story })
    await apiClient(service.url, body.token).post('/reports/current/answers', {
      version: 1,
      observation: secret,
      value: 'yes',
    })
    const printed = service.printed()
    expect(printed).toContain('"status":201')
    for (const word of ['Vlinder', body.code, body.token, '"ip"', 'remoteAddress', 'user-agent'])
      expect(printed).not.toContain(word)
  })
})
