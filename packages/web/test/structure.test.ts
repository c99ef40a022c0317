import { describe, expect, it } from 'vitest'
import { attribute, drawn, type Element, elementsOf, hasClass, textIn } from './drawn.ts'

const control = (element: Element): boolean =>
  ['textarea', 'select'].includes(element.tagName) ||
  (element.tagName === 'input' && attribute(element, 'type') !== 'hidden')

describe.each(drawn)('the page $name', ({ html, code }) => {
  const elements = elementsOf(html)
  const ids = elements.flatMap(element => attribute(element, 'id') ?? [])

  it('has no inline script or style, and for a citizen no script at all', () => {
    expect(elements.filter(element => ['style', 'iframe', 'object'].includes(element.tagName))).toEqual([])
    const scripts = elements.filter(element => element.tagName === 'script')
    expect(scripts.filter(script => attribute(script, 'src') === undefined || textIn(script) !== '')).toEqual([])
    expect(scripts.length > 0 && !elements.some(element => hasClass(element, 'tb-desk'))).toBe(false)
    const inline = elements.flatMap(element =>
      element.attrs.filter(({ name }) => name === 'style' || name.startsWith('on')),
    )
    expect(inline).toEqual([])
    expect(
      elements.flatMap(element => attribute(element, 'href') ?? []).filter(href => /^(javascript|data):/i.test(href)),
    ).toEqual([])
  })

  it('names its language and has one title, one heading of the first level and one main part', () => {
    expect(attribute(elements[0] as Element, 'lang')).toBe(code)
    for (const tag of ['title', 'h1', 'main']) {
      expect(
        elements
          .filter(element => element.tagName === tag)
          .map(textIn)
          .filter(text => text.trim() !== ''),
      ).toHaveLength(1)
    }
  })

  it('skips no level of heading', () => {
    const levels = elements
      .filter(element => /^h[1-6]$/.test(element.tagName))
      .map(element => Number(element.tagName[1]))
    const first = levels.indexOf(1)
    expect(levels.slice(0, first).every(level => level === 2)).toBe(true)
    levels.slice(first).forEach((level, index, after) => {
      expect(level).toBeLessThanOrEqual((after[index - 1] ?? 0) + 1)
    })
  })

  it('uses each id once, and points only at ids that are there', () => {
    expect(ids).toEqual([...new Set(ids)])
    const pointers = elements.flatMap(element =>
      ['for', 'aria-describedby', 'aria-labelledby', 'headers'].flatMap(
        name => attribute(element, name)?.split(' ') ?? [],
      ),
    )
    const inPage = elements.flatMap(element => attribute(element, 'href')?.match(/^#(.+)$/)?.[1] ?? [])
    expect([...pointers, ...inPage].filter(id => !ids.includes(id))).toEqual([])
  })

  it('gives every field a label and every group of choices a legend', () => {
    const labels = elements.filter(element => element.tagName === 'label')
    for (const field of elements.filter(control)) {
      const label = labels.find(label => attribute(label, 'for') === attribute(field, 'id'))
      expect(label && textIn(label).trim(), attribute(field, 'name') ?? 'a field').toBeTruthy()
    }
    for (const group of elements.filter(element => element.tagName === 'fieldset')) {
      const legend = group.childNodes.find(node => 'tagName' in node)
      expect(legend && 'tagName' in legend && legend.tagName).toBe('legend')
    }
  })

  it('ties hint and error to their field, above it', () => {
    for (const element of elements.filter(
      element => hasClass(element, 'tb-field__hint') || hasClass(element, 'tb-field__error'),
    )) {
      const id = attribute(element, 'id') ?? ''
      const tied = elements.findIndex(other => attribute(other, 'aria-describedby')?.split(' ').includes(id))
      expect(tied, id).toBeGreaterThan(-1)
      const field = elements[tied] as Element
      if (field.tagName !== 'fieldset') expect(elements.indexOf(element), id).toBeLessThan(tied)
    }
    for (const field of elements.filter(element => attribute(element, 'aria-invalid') === 'true')) {
      expect(attribute(field, 'aria-describedby')).toContain('-error')
    }
  })

  it('sends every form with its token, the version of the case and the step', () => {
    // A form that changes nothing asks in the address; every other one carries what proves that the page is ours.
    for (const form of elements.filter(
      element => element.tagName === 'form' && attribute(element, 'method') !== 'get',
    )) {
      const within = elementsOf(`<body>${html.slice(html.indexOf('<form'))}`)
      const hidden = within
        .filter(element => attribute(element, 'type') === 'hidden')
        .map(element => attribute(element, 'name'))
      expect(hidden).toEqual(expect.arrayContaining(['_csrf', 'version', 'step']))
      expect(attribute(form, 'method')).toBe('post')
      const buttons = elementsIn(form).filter(element => element.tagName === 'button')
      expect(buttons.length).toBeGreaterThan(0)
    }
  })

  it('links every line of the error summary to a field, and says in the title that something is wrong', () => {
    const summary = elements.find(element => hasClass(element, 'tb-error-summary'))
    const failed = elements.some(element => hasClass(element, 'tb-field__error'))
    expect(summary !== undefined).toBe(failed)
    if (!summary) return
    expect(elementsIn(summary).filter(element => element.tagName === 'a').length).toBeGreaterThan(0)
    const title = elements.find(element => element.tagName === 'title') as Element
    expect(textIn(title)).toMatch(/^(Fout|Error): /)
  })

  it('says that the advice is a machine’s and that one may always report, wherever advice is near', () => {
    const dialogue = elements.some(element => attribute(element, 'name') === 'step') || html.includes('tb-advice')
    const apart = [
      'keep',
      'resume',
      'remove-attachment',
      'add-attachment',
      'request',
      'register',
      'read',
      'decide',
      'demonstration',
    ]
    const step = elements.find(element => attribute(element, 'name') === 'step')
    const name = step && (attribute(step, 'value') ?? '')
    // Who works at the desk decides; the reminder is for who is advised.
    if (elements.some(element => hasClass(element, 'tb-desk'))) return
    if (!dialogue || elements.some(element => hasClass(element, 'tb-help') && element.tagName === 'section')) return
    if (name !== undefined && (apart.some(other => name.startsWith(other)) || html.includes('id="kept"'))) return
    expect(elements.some(element => hasClass(element, 'tb-reminder'))).toBe(true)
  })
})

function elementsIn(element: Element): readonly Element[] {
  return element.childNodes.flatMap(node => ('tagName' in node ? [node, ...elementsIn(node)] : []))
}

describe('the examples', () => {
  it('show every page of the site in two languages', () => {
    expect(new Set(drawn.map(page => page.code)).size).toBeGreaterThanOrEqual(2)
    expect(drawn.length).toBeGreaterThan(100)
  })
})
