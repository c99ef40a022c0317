import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { prune } from './prune.ts'
import { wornClasses } from './worn-classes.ts'

/** A file that the server hands out under `path`. The name carries a hash of the bytes, so it may be cached for ever. */
export type Asset = { readonly path: string; readonly type: string; readonly bytes: Uint8Array }

/**
 * Where a page finds its style sheets, its icon, and the scripts of the desk. `desk` is worn by pages of the desk alone, on
 * top of `styles`; `keys` adds keys to the queue, which works without it.
 */
export type AssetPaths = {
  readonly styles: string
  readonly desk: string
  readonly fonts: string
  readonly icon: string
  /** The script of the network picture; a page of the desk loads it, a citizen's never. */
  readonly network: string
  readonly keys: string
}

export type Assets = { readonly files: readonly Asset[]; readonly paths: AssetPaths }

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
}

const here = (file: string): string => join(import.meta.dirname, 'styles', file)

const keys = join(import.meta.dirname, 'pages', 'desk-queue', 'queue-keys.js')
const network = join(import.meta.dirname, 'pages', 'desk-links', 'network-live.js')

/** The main style sheet without the rules that no page needs, under a name of its own. */
const pruned = (file: { readonly name: string; readonly bytes: Uint8Array }): typeof file => {
  if (!/^site-.*\.css$/.test(file.name)) return file
  const bytes = new TextEncoder().encode(prune(new TextDecoder().decode(file.bytes), wornClasses))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase()
  return { name: `site-${hash}.css`, bytes }
}

/**
 * Joins the style sheets of the design system's packages, the theme and the components into three style sheets (what
 * the first paint needs, what the desk needs besides, and the fonts that come after it), with the font files and the
 * scripts of the desk beside them. Once at start.
 */
export const buildAssets = async (prefix = '/assets/'): Promise<Assets> => {
  const built = await build({
    entryPoints: [here('site.css'), here('desk.css'), here('fonts.css'), here('icon.svg'), keys, network],
    outdir: 'assets',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    logLevel: 'silent',
    target: ['chrome111', 'firefox115', 'safari16.4'],
  })
  const files = built.outputFiles
    .map(file => pruned({ name: basename(file.path), bytes: file.contents }))
    .map(({ name, bytes }) => ({
      path: prefix + name,
      type: types[name.split('.').pop() ?? ''] ?? 'application/octet-stream',
      bytes,
    }))
  const path = (start: string, end: string): string => {
    const found = files.find(file => file.path.startsWith(`${prefix}${start}-`) && file.path.endsWith(end))
    if (!found) throw new Error(`The build made no ${start}${end}. Look at packages/web/src/assets.ts.`)
    return found.path
  }
  const paths = {
    styles: path('site', '.css'),
    desk: path('desk', '.css'),
    fonts: path('fonts', '.css'),
    icon: path('icon', '.svg'),
    network: path('network-live', '.js'),
    keys: path('queue-keys', '.js'),
  }
  return { files, paths }
}
