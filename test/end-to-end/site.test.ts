import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder, type Service, startService } from './service.ts'
import { siteClient } from './site.ts'
import { said, stories } from './stories.ts'

const data = dataFolder()
let service: Service

beforeAll(async () => {
  service = await startService({ data: data.path })
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

const story = stories[0]
if (story === undefined) throw new Error('There is no story.')

type Client = ReturnType<typeof siteClient>
type Page = Awaited<ReturnType<Client['open']>>

/** The fields of the page as the story's citizen fills them in. */
function fieldsFor({ html }: Page): Record<string, string> {
  const names = new Set([...html.matchAll(/type="radio"[^>]*?name="([^"]+)"/g)].map(match => match[1] ?? ''))
  const radios = [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([tag]) => tag)
  return Object.fromEntries(
    [...names].map(name => {
      const read = radios.find(tag => tag.includes(`name="${name}"`) && tag.includes('aria-describedby'))
      const value = /value="(yes|no)"/.exec(read ?? '')?.[1] as 'yes' | 'no' | undefined
      return [name, story === undefined ? 'dont-know' : said(story, name.slice('answer.'.length), value)]
    }),
  )
}

async function begin(client: Client): Promise<Page> {
  await client.open('/nl/story')
  return client.send({ story: story?.text ?? '' })
}

/** On to the first page of a step. */
async function until(client: Client, step: string, from: Page): Promise<Page> {
  let page = from
  for (let pages = 0; page.step !== step; pages++) {
    if (pages > 40) throw new Error(`No ${step} after 40 pages; the last is ${page.path}`)
    page = await client.send(page.step === 'advice' ? { do: 'report' } : fieldsFor(page))
  }
  return page
}

function png(header: Buffer, data: Buffer) {
  const chunk = (name: string, bytes: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), bytes])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(bytes.length)
    const check = Buffer.alloc(4)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, check])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat([signature, ...parts]))
}

const pixel = () => png(Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), deflateSync(Buffer.alloc(4)))

describe('the whole path of a citizen', () => {
  test('from story to receipt, away and back with code and word, and withdrawn', async () => {
    const client = siteClient(service.url)
    let page = await until(client, 'slots', await begin(client))

    await client.open('/nl/attachments')
    page = await client.upload([new File([pixel()], 'advertentie.png', { type: 'image/png' })])
    expect(page.html).toContain('advertentie.png')

    page = await client.open('/nl/step')
    const slots = [...page.html.matchAll(/name="(slot\.[^"]+)"/g)].map(match => match[1] ?? '')
    const kinds: Record<string, string> = { type: 'date' }
    const filled = Object.fromEntries(
      slots.map(name => {
        const tag =
          [...page.html.matchAll(/<(?:input|textarea)[^>]*>/g)]
            .map(([found]) => found)
            .find(found => found.includes(`name="${name}"`)) ?? ''
        const value = /value="([^"]*)"/.exec(tag)?.[1]
        if (value !== undefined && value !== '') return [name, value]
        if (tag.includes(`type="${kinds.type}"`)) return [name, '2026-10-02']
        if (/inputmode="decimal"/.test(tag)) return [name, '310']
        if (/iban|account/.test(name)) return [name, 'NL91ABNA0417164300']
        if (/mail/.test(name)) return [name, 'dylan@post.example']
        if (/phone/.test(name)) return [name, '0612345678']
        return [name, /url|site|address/.test(name) ? 'https://markt.example/1' : 'verzonnen']
      }),
    )
    page = await client.send(filled, 'slots')
    expect(page.step, page.html.replace(/<[^>]+>/g, ' ').slice(0, 1500)).toBe('summary')
    expect(page.html).toContain('advertentie.png')

    page = await client.send({ word: 'kort' })
    expect(page.status).toBe(422)
    page = await client.send({ word: 'Appeltaart' })
    expect(page.path).toBe('/nl/receipt')
    const code = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/.exec(page.html)?.[0] ?? ''
    expect(code).toHaveLength(19)
    const pdf = await client.download('/nl/receipt.pdf')
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')

    expect((await client.open('/nl/leave')).path).toBe('/nl')
    expect((await client.open('/nl/status')).path).toBe('/nl/resume')
    expect((await client.send({ code, word: 'taart' })).status).toBe(422)
    page = await client.send({ code: code.toLowerCase(), word: 'appeltaart' })
    expect(page.path).toBe('/nl/status')
    expect((await client.open('/nl/step')).path).toBe('/nl/receipt')

    await client.open('/nl/status/erase')
    expect((await client.send({ reason: '' })).status).toBe(422)
    page = await client.send({ reason: 'Ik wil niet meer leven.' })
    expect(page.html, 'help comes first in every free text').toContain('113')
    expect((await client.open('/nl/status')).html).not.toContain('niet meer leven')
    await client.open('/nl/status/withdraw')
    expect((await client.send({ reason: '' })).path).toBe('/nl/status')
    expect((await client.open('/nl/status/withdraw')).path).toBe('/nl/status')
  })

  test('a sign of need comes before anything else, and the dialogue goes on after it', async () => {
    const client = siteClient(service.url)
    await client.open('/en/story')
    const page = await client.send({
      story: 'I bought a bike online, I paid 400 euro and nothing ever came. I do not want to live any more.',
    })
    expect(page.step).toBe('people-first')
    expect(page.html).toContain('113')
    expect((await client.send({})).step).toBe('confirm')
  })
})

describe('files that cannot be taken leave nothing behind', () => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(2, 0)
  header.writeUInt32BE(2, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const huge = Buffer.from(header)
  huge.writeUInt32BE(60_000, 0)
  huge.writeUInt32BE(60_000, 4)
  /** A picture of two by two whose data unfold to 200 MB. */
  const bomb = png(header, deflateSync(Buffer.alloc(200_000_000)))
  test.each([
    ['nothing chosen', [], /Kies eerst/],
    ['0 bytes', [new File([], 'leeg.png')], /niets/],
    ['a wrong type', [new File(['MZ this is a program'], 'foto.png')], /foto of een PDF/],
    ['an SVG with a script', [new File(['<svg><script>alert(1)</script></svg>'], 'foto.svg')], /foto of een PDF/],
    ['a picture that unfolds to 200 MB', [new File([bomb], 'bom.png')], /veilig/],
    ['a picture that claims 60,000 by 60,000', [new File([png(huge, deflateSync(header))], 'bom.png')], /veilig/],
    ['11 MB', [new File([new Uint8Array(11 * 1024 * 1024)], 'groot.png')], /te groot.*10 MB/],
    ['one good and one bad', [new File([pixel()], 'goed.png'), new File(['x'], 'slecht.png')], /foto of een PDF/],
    ['eleven files', Array.from({ length: 11 }, (_, n) => new File([pixel()], `${n}.png`)), /10 bestanden/],
  ])('%s', async (_, files, says) => {
    const client = siteClient(service.url)
    await begin(client)
    await client.open('/nl/attachments')
    const page = await client.upload(files)
    expect(page.status).toBe(422)
    const alert = /role="alert"[\s\S]*?<\/ul>/.exec(page.html)?.[0].replace(/<[^>]+>/g, ' ') ?? ''
    expect(alert).toMatch(says)
    expect(alert, 'says it in words, not in a code').not.toMatch(/file-|problem\./)
    expect((await client.open('/nl/attachments')).html).not.toContain('remove-attachment')
    const later = await client.upload([new File([pixel()], 'goed.png')])
    expect(later.html, 'a good file is still taken after it').toContain('goed.png')
    expect([...later.html.matchAll(/name="remove"/g)]).toHaveLength(1)
  })
})

describe('back, forward, reload and two tabs', () => {
  test('at random moments, no answer is lost', async () => {
    const client = siteClient(service.url)
    let page = await begin(client)
    const pages = [page.path]
    for (let seed = 7; page.step !== 'advice'; seed = (seed * 1103515245 + 12345) % 2147483648) {
      const behind = pages[seed % pages.length] ?? page.path
      expect((await client.open(behind)).status).toBe(200)
      page = await client.open('/nl/step')
      const answered = await client.send(fieldsFor(page))
      const again = await client.open(answered.path)
      expect(again.html.replace(/name="_csrf" value="[^"]*"/g, '')).toBe(
        answered.html.replace(/name="_csrf" value="[^"]*"/g, ''),
      )
      page = answered
      pages.push(page.path)
    }
    for (const words of ['gekocht', 'geblokkeerd']) expect(page.html).toContain(words)
    expect(page.step).toBe('advice')
  })

  test('the same form twice is once; a late other answer is shown with what changed, and counts when sent again', async () => {
    const client = siteClient(service.url)
    let page = await until(client, 'question', await begin(client))
    const late = client.hidden()
    const [name = ''] = Object.keys(fieldsFor(page))
    page = await client.send({ [name]: 'yes' })
    const after = page.path
    expect((await client.send({ ...late, [name]: 'yes' })).path).toBe(after)
    await client.open('/nl/step')
    const stale = await client.send({ ...late, [name]: 'no' })
    expect(stale.status).toBe(409)
    expect(stale.html).toContain('Nee')
    const changed = await client.send({})
    expect(changed.status).toBe(200)
    const version = Number(/\d+$/.exec(changed.path)?.[0])
    expect(version).toBeGreaterThan(Number(/\d+$/.exec(after)?.[0]))
  })

  test('the other language keeps the place', async () => {
    const client = siteClient(service.url)
    const page = await begin(client)
    const english = await client.open(page.path.replace('/nl/', '/en/'))
    expect(english.step).toBe('confirm')
    expect(english.html).toContain('<html lang="en"')
    expect(english.html).toContain('Dylan')
  })
})

describe('how a text is read, for anyone', () => {
  test('shows what was read, in which words and why, and keeps nothing', async () => {
    const client = siteClient(service.url)
    await client.open('/en/read')
    const text = 'I bought a bike on Marktplaats and paid 250 euro. Nothing ever came.'
    const page = await client.send({ text })
    expect(page.status).toBe(200)
    const shown = page.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    for (const words of [
      'I bought',
      'paid',
      'Nothing ever came',
      'Pattern:',
      'Words:',
      'Elsewhere in the story: You paid.',
    ])
      expect(shown).toContain(words)
    expect(shown).not.toMatch(/elsewhere [a-z-]+=|right 100 times/)
    expect((await client.open('/en/read')).html).not.toContain('Marktplaats')
  })

  test('an empty text is asked for, and one too long comes back whole with what is wrong', async () => {
    const client = siteClient(service.url)
    await client.open('/nl/read')
    const empty = await client.send({ text: '  ' })
    expect(empty.status).toBe(422)
    expect(empty.html).toContain('role="alert"')
    const long = 'Ik heb betaald. '.repeat(4000)
    const page = await client.send({ text: long })
    expect(page.status).toBe(422)
    expect(page.html).toContain(long.trim())
  })
})
