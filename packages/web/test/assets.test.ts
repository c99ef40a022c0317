import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Assets, buildAssets } from '../src/assets.ts'
import { examples } from '../src/examples/all.ts'
import { exampleSite } from '../src/examples/site.ts'
import { languages } from './drawn.ts'

const folder = join(import.meta.dirname, '..')

it('uses every package of styles and fonts that it declares', () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const styles = Object.keys(dependencies).filter(name =>
    /^@(utrecht|nl-design-system-candidate|fontsource)\//.test(name),
  )
  const sheets = ['site.css', 'fonts.css'].map(file => readFileSync(join(folder, 'src', 'styles', file), 'utf8')).join()
  expect(styles.length).toBeGreaterThan(15)
  expect(styles.filter(name => !sheets.includes(`'${name}/`))).toEqual([])
})

describe('what goes over the wire', () => {
  let assets: Assets
  beforeAll(async () => {
    assets = await buildAssets()
  })
  const bytesOf = (path: string) => assets.files.find(file => file.path === path)?.bytes ?? new Uint8Array()
  const text = (path: string) => new TextDecoder().decode(bytesOf(path))

  it('is at most 60 kB for the first page, with every font that it shows', () => {
    for (const words of languages) {
      const html = examples[0]?.html(exampleSite(words, languages, assets.paths)) ?? ''
      const fonts = assets.files.filter(file => /latin-(400|700)-normal/.test(file.path))
      const sheets = [assets.paths.styles, assets.paths.fonts, assets.paths.icon].map(bytesOf)
      const texts = [new TextEncoder().encode(html), ...sheets].map(bytes => gzipSync(bytes).length)
      const sizes = [...texts, ...fonts.map(file => file.bytes.length)]
      expect(fonts).toHaveLength(3)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
    }
  })

  it('keeps the fonts out of the first paint, and lets text show before they come', () => {
    expect(text(assets.paths.styles)).not.toContain('@font-face')
    const faces = text(assets.paths.fonts).match(/@font-face\s*\{[^}]*\}/g) ?? []
    expect(faces.length).toBeGreaterThan(0)
    expect(faces.filter(face => !face.includes('font-display:swap'))).toEqual([])
  })

  it('comes from this site alone, under names that carry a hash', () => {
    for (const path of [assets.paths.styles, assets.paths.fonts]) {
      expect(text(path)).not.toMatch(/https?:|@import|url\((?!['"]?(\.|\/assets))/)
    }
    for (const file of assets.files) expect(file.path).toMatch(/^\/assets\/[a-z0-9-]+-[A-Z0-9]{8}\.(css|js|woff2|svg)$/)
  })

  it('is the same at every build', async () => {
    const again = await buildAssets()
    expect(again.paths).toEqual(assets.paths)
  })

  it('holds no left or right, so that it turns with the script of a language', () => {
    const own = text(assets.paths.styles).match(/\.tb-[^{}]*\{[^}]*\}/g) ?? []
    expect(own.length).toBeGreaterThan(80)
    const sided = own.filter(rule =>
      /[{;](margin|padding|border)-(left|right)|[{;](left|right):|text-align:(left|right)|float:(left|right)/.test(
        rule,
      ),
    )
    expect(sided).toEqual([])
  })

  it('prints on white paper, whatever the screen is', () => {
    const dark = text(assets.paths.styles).match(/@media[^{]*prefers-color-scheme: ?dark[^{]*/g) ?? []
    expect(dark.length).toBeGreaterThan(0)
    expect(dark.filter(query => !query.startsWith('@media screen and'))).toEqual([])
  })

  it('moves nothing unless the reader lets it', () => {
    const allowed = /@media ?\(prefers-reduced-motion: ?no-preference\)\{[^}]*\}\}/g
    const quiet = text(assets.paths.styles).replace(allowed, '')
    expect(quiet.match(/[{;](transition|animation)(-[a-z]+)?:(?!none)[^;}]*|scroll-behavior:smooth/g)).toBeNull()
  })
})
