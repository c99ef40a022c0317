import { type DefaultTreeAdapterMap, parse } from 'parse5'
import type { Assets } from '../src/assets.ts'
import { examples } from '../src/examples/all.ts'
import { type Example, type ExampleSite, exampleSite } from '../src/examples/site.ts'
import { readWords, type Words } from '../src/words.ts'

type Node = DefaultTreeAdapterMap['node']
export type Element = DefaultTreeAdapterMap['element']

/** Paths of assets, for tests that need no bytes. */
export const paths: Assets['paths'] = {
  styles: '/assets/site.css',
  desk: '/assets/desk.css',
  fonts: '/assets/fonts.css',
  icon: '/assets/icon.svg',
  keys: '/assets/queue-keys.js',
  network: '/assets/network.js',
}

export const languages: readonly Words[] = readWords()

export const siteIn = (words: Words): ExampleSite => exampleSite(words, languages, paths)

/** Every example in every language, with its HTML. */
export const drawn = languages.flatMap(words =>
  examples.map((example: Example) => ({
    name: `${example.name} (${words.code})`,
    code: words.code,
    html: example.html(siteIn(words)),
  })),
)

const isElement = (node: Node): node is Element => 'tagName' in node

/** All elements of a page, in the order of the page, as a browser's parser sees them. */
export const elementsOf = (html: string): readonly Element[] => {
  const below = (node: Node): readonly Element[] => [
    ...(isElement(node) ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(below) : []),
  ]
  return below(parse(html))
}

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find(attr => attr.name === name)?.value

export const textIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''

export const hasClass = (element: Element, name: string): boolean =>
  (attribute(element, 'class') ?? '').split(' ').includes(name)
