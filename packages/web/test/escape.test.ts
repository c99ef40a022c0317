import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examples } from '../src/examples/all.ts'
import { type ExampleSite, exampleSite } from '../src/examples/site.ts'
import type { ModelTexts } from '../src/frame.ts'
import { renderStep } from '../src/render-step.ts'
import type { Words } from '../src/words.ts'
import { attribute, elementsOf, hasClass, languages, paths, textIn } from './drawn.ts'

/** Texts that people paste, and texts that want to break out. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '</textarea></title><svg onload=alert(1)>',
    '<!-- --> ]]> &lt; &amp; &#60;',
    '\u0000\u0008\u001b[31m',
    '\u202Egnirts\u2066 \u200f abc',
    '\ud83d\ude1e 👩‍👩‍👧 \ud800',
    '\n\nfirst line is empty',
    '\rreturned at once',
    '{count, plural, other {#}}',
    'javascript:alert(1)',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '`', ' ', 'a', '\u0000', '\n'), maxLength: 40 }),
)

/** A site in which every text that is not our own markup is `text`: stories, quotes, models, motives, file names, even our own words. */
const siteSaying = (text: string): ExampleSite => {
  const [words] = languages
  if (!words) throw new Error('There is no language.')
  const anything: ModelTexts = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, key) => (/\.do\.[2-9]\d*$/.test(String(key)) ? undefined : text),
    },
  )
  const saying: Words = { ...words, say: () => text }
  const site = exampleSite(saying, languages, paths)
  const half = Math.floor(text.length / 2)
  const frame = { ...site.frame, words: saying, peopleFirst: { ...site.frame.peopleFirst, texts: anything } }
  return {
    ...site,
    frame,
    texts: anything,
    story: text,
    given: () => text,
    said: () => ({ quote: text, start: 0, end: half }),
    alert: { ...site.alert, quote: text },
    context: { ...site.context, frame, texts: anything, story: text },
  }
}

/** The page as its parser sees it, without its texts: tags and names of attributes. */
const skeleton = (html: string): string =>
  elementsOf(html)
    .map(element => `${element.tagName}[${element.attrs.map(attr => attr.name).join(' ')}]`)
    .join(' ')

const asShown = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')

describe('text from outside', () => {
  it('never becomes markup on any page: the page has the same tags and attributes whatever is said', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...examples), (text, example) => {
        const harmless = 'x'.repeat(text.length)
        expect(skeleton(example.html(siteSaying(text))), example.name).toBe(
          skeleton(example.html(siteSaying(harmless))),
        )
      }),
      { numRuns: 600 },
    )
  })

  it('is shown to the character, in the marked story and in the text area', () => {
    fc.assert(
      fc.property(hostile, text => {
        const { context } = siteSaying(text)
        const confirm = renderStep({ at: 'confirm', text, proposals: [], entities: [] }, context)
        const story = elementsOf(confirm).find(element => hasClass(element, 'tb-story'))
        expect(story && textIn(story)).toBe(asShown(text))
        const told = renderStep({ at: 'story', text }, context)
        const area = elementsOf(told).find(element => attribute(element, 'name') === 'story')
        expect(area && textIn(area)).toBe(asShown(text))
      }),
      { numRuns: 300 },
    )
  })

  it('keeps its direction to itself', () => {
    const html = renderStep({ at: 'story', text: '\u202Eabc' }, siteSaying('abc').context)
    const area = elementsOf(html).find(element => attribute(element, 'name') === 'story')
    expect(area && attribute(area, 'dir')).toBe('auto')
  })

  it('does not make a link of an address that is no web address', () => {
    const site = siteSaying('x')
    const source = {
      id: 'own',
      title: '',
      article: '',
      url: 'javascript:alert(1)',
      verified: 'official',
      note: undefined,
    } as const
    const html = renderStep(
      {
        at: 'advice',
        advice: {
          outcome: 'report',
          stable: true,
          officer: false,
          observations: [],
          because: [{ rule: 'C1', source: 'own', facts: [] }],
          open: [],
          wouldChange: [],
          bankAlert: false,
        },
      },
      { ...site.context, model: { ...site.context.model, sources: [source] } },
    )
    expect(html).not.toContain('javascript:')
  })
})
