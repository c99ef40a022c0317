import type { ObjectShape, Shape } from './form-shape.ts'
import { digestTest, localMoment, momentFrom } from './form-values.ts'

/** How a value is asked for. `several` is any of its options; `lines` one value a line; `pairs` a line `name = value` each. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'number'
  | 'date'
  | 'moment'
  | 'yes-no'
  | 'choice'
  | 'several'
  | 'lines'
  | 'pairs'
  | 'digest'

export type FormField = {
  readonly kind: FieldKind
  /** Under which the form sends it: its place, with dots and the numbers of items. */
  readonly name: string
  /** Its place without numbers: what it is called. */
  readonly key: string
  readonly options: readonly string[]
  readonly required: boolean
  readonly value: string
  /** Of `several`: what is ticked, each sent as its place and its name with a dot between. */
  readonly chosen: readonly string[]
}

/** Fields that belong together; `item` is its number in a list, from 1. */
export type FormGroup = {
  readonly kind: 'group'
  readonly name: string
  readonly key: string
  readonly item: number | undefined
  readonly members: readonly FormNode[]
}

export type FormNode = FormField | FormGroup

/** What was typed, by the name of its field. What is empty is not there. */
export type Typed = Readonly<Record<string, string>>

/** Short by what it is: a name, a number, an article. Anything else gets room for sentences. */
const short =
  /^(?:id|law|article|person|unit|units|owner|organisation|title|kind|test|metric|to|incident|signal|criterion|at|demand|provider|investigation|document)$/

/** The fields of an object with what was typed; every list ends with one more, empty item, so that it grows without a script. */
export function drawForm(shape: ObjectShape, typed: Typed, more = 0): readonly FormNode[] {
  return members(shape, '', typed, more)
}

function members(shape: Shape, under: string, typed: Typed, more: number): FormNode[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, member]) =>
    member.const === undefined
      ? nodesOf(member, under === '' ? name : `${under}.${name}`, shape.required?.includes(name) === true, typed, more)
      : [],
  )
}

function nodesOf(shape: Shape, name: string, required: boolean, typed: Typed, more: number): FormNode[] {
  const key = keyOf(name)
  const field = (kind: FieldKind, options: readonly string[] = []): FormNode[] => [
    {
      kind,
      name,
      key,
      options,
      required,
      value: typed[name] ?? '',
      chosen: options.filter(option => (typed[`${name}.${option}`] ?? '') !== ''),
    },
  ]
  const group = (found: readonly FormNode[], at = name, item?: number): FormGroup => ({
    kind: 'group',
    name: at,
    key,
    item,
    members: found,
  })
  if (shape.oneOf !== undefined) return [group(members(merged(shape.oneOf), name, typed, more))]
  if (shape.type === 'array') {
    const item = shape.items ?? {}
    if (item.enum !== undefined) return field('several', item.enum)
    if (item.properties === undefined && item.oneOf === undefined) return field('lines')
    const count = itemsTyped(name, typed) + 1 + more
    return Array.from({ length: count }, (_, index) =>
      group(members(item, `${name}.${index}`, typed, 0), `${name}.${index}`, index + 1),
    )
  }
  if (shape.properties !== undefined) return [group(members(shape, name, typed, more))]
  if (shape.type === 'object') return field('pairs')
  return field(scalarKind(shape, key), shape.enum)
}

function scalarKind(shape: Shape, key: string): FieldKind {
  if (shape.enum !== undefined) return 'choice'
  if (shape.type === 'boolean') return 'yes-no'
  if (shape.type === 'number' || shape.type === 'integer') return 'number'
  if (shape.format === 'date') return 'date'
  if (shape.format === 'date-time') return 'moment'
  if (shape.pattern !== undefined && digestTest(shape.pattern)) return 'digest'
  if (shape.pattern !== undefined || shape.format !== undefined) return 'line'
  return short.test(key.split('.').at(-1) ?? '') ? 'line' : 'text'
}

/** Kinds of one thing as one set of fields: the member that tells them apart first, then what any of them asks. */
function merged(options: readonly Shape[]): ObjectShape {
  const apart = tellingApart(options)
  const values = options.flatMap(option => valuesOf(option.properties?.[apart]))
  const rest = options.flatMap(option => Object.entries(option.properties ?? {})).filter(([name]) => name !== apart)
  const properties = { [apart]: { type: 'string', enum: values }, ...Object.fromEntries(rest) }
  return { type: 'object', properties, required: [apart] }
}

function tellingApart(options: readonly Shape[]): string {
  const [first] = options
  return Object.keys(first?.properties ?? {}).find(name => valuesOf(first?.properties?.[name]).length > 0) ?? ''
}

function valuesOf(shape: Shape | undefined): readonly string[] {
  if (typeof shape?.const === 'string') return [shape.const]
  return shape?.enum ?? []
}

/** How many items of a list have something typed in them, or before one that has. */
function itemsTyped(name: string, typed: Typed): number {
  const numbers = Object.entries(typed).flatMap(([field, value]) => {
    if (!field.startsWith(`${name}.`) || value.trim() === '') return []
    const number = Number(field.slice(name.length + 1).split('.')[0])
    return Number.isInteger(number) && number >= 0 && number < 500 ? [number + 1] : []
  })
  return Math.max(0, ...numbers)
}

const keyOf = (name: string): string =>
  name
    .split('.')
    .filter(part => !/^\d+$/.test(part))
    .join('.')

/** What a form says, as a value of the shape; what is left empty is left out. Whether it fits is the schema's to say. */
export function readTyped(shape: Shape, typed: Typed, name = ''): unknown {
  const text = (typed[name] ?? '').trim()
  if (shape.const !== undefined) return shape.const
  if (shape.oneOf !== undefined) {
    const apart = tellingApart(shape.oneOf)
    const chosen = typed[`${name}.${apart}`] ?? ''
    const option = shape.oneOf.find(one => valuesOf(one.properties?.[apart]).includes(chosen))
    if (option !== undefined) return readTyped(option, typed, name)
    // Nothing chosen, but something typed: kept as it is, so that the schema says that the choice is missing.
    return readObject(merged(shape.oneOf), typed, name)
  }
  if (shape.properties !== undefined) return readObject(shape, typed, name)
  if (shape.type === 'array') return readList(shape.items ?? {}, typed, name)
  if (text === '') return undefined
  if (shape.type === 'object') return readPairs(text, shape.additionalProperties)
  return readScalar(shape, text)
}

function readObject(shape: Shape, typed: Typed, name: string): unknown {
  const found = Object.entries(shape.properties ?? {}).flatMap(([member, inner]) => {
    const value = readTyped(inner, typed, name === '' ? member : `${name}.${member}`)
    return value === undefined ? [] : [[member, value] as const]
  })
  const said = found.some(([member]) => shape.properties?.[member]?.const === undefined)
  return said || (found.length > 0 && allConst(shape)) ? Object.fromEntries(found) : undefined
}

/** A kind without members of its own, such as a count: choosing it says everything. */
const allConst = (shape: Shape): boolean =>
  Object.values(shape.properties ?? {}).every(member => member.const !== undefined)

function readList(item: Shape, typed: Typed, name: string): unknown {
  if (item.enum !== undefined) {
    const chosen = item.enum.filter(option => (typed[`${name}.${option}`] ?? '') !== '')
    return chosen.length === 0 ? undefined : chosen
  }
  if (item.properties === undefined && item.oneOf === undefined) {
    const lines = linesOf(typed[name] ?? '').map(line => readScalar(item, line))
    return lines.length === 0 ? undefined : lines
  }
  const items = Array.from({ length: itemsTyped(name, typed) }, (_, index) =>
    readTyped(item, typed, `${name}.${index}`),
  )
  const said = items.filter(one => one !== undefined)
  return said.length === 0 ? undefined : said
}

function readPairs(text: string, values: Shape | boolean | undefined): unknown {
  const pairs = linesOf(text).map(line => {
    const at = line.indexOf('=')
    const [name, value] = at === -1 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    if (typeof values !== 'object') return [name, value]
    if (values.type !== 'array') return [name, readScalar(values, value)]
    const listed = value.split(',').map(one => one.trim())
    return [name, listed.filter(one => one !== '')]
  })
  return Object.fromEntries(pairs)
}

function readScalar(shape: Shape, text: string): unknown {
  if (shape.type === 'boolean') return text === 'yes' ? true : text === 'no' ? false : text
  if (shape.type === 'number' || shape.type === 'integer') return numberIn(text) ?? text
  if (shape.format === 'date-time') return momentFrom(text) ?? text
  if (Array.isArray(shape.type)) return readAny(text)
  return text
}

/** A value of any simple kind, as it is written: `true`, `0.3`, a word, or a word in quotes that looks like one of those. */
function readAny(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  const quoted = /^"(.*)"$/.exec(text)?.[1]
  return quoted ?? numberIn(text) ?? text
}

function numberIn(text: string): number | undefined {
  return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** What a form shows for a value of the shape: the other way round of `readTyped`. */
export function typedOf(shape: Shape, value: unknown, name = ''): Typed {
  if (value === undefined || value === null) return {}
  if (shape.oneOf !== undefined) {
    const apart = tellingApart(shape.oneOf)
    const kind = memberOf(value, apart)
    const option = shape.oneOf.find(one => valuesOf(one.properties?.[apart]).includes(String(kind)))
    return { [`${name}.${apart}`]: String(kind), ...typedOf(option ?? {}, value, name) }
  }
  if (shape.properties !== undefined) {
    const inner = Object.entries(shape.properties).map(([member, one]) =>
      one.const === undefined ? typedOf(one, memberOf(value, member), name === '' ? member : `${name}.${member}`) : {},
    )
    return Object.assign({}, ...inner)
  }
  if (Array.isArray(value)) {
    const item = shape.items ?? {}
    if (item.enum !== undefined) return Object.fromEntries(value.map(option => [`${name}.${option}`, 'yes']))
    if (item.properties === undefined && item.oneOf === undefined)
      return { [name]: value.map(one => oneLine(shown(item, one))).join('\n') }
    return Object.assign({}, ...value.map((one, index) => typedOf(item, one, `${name}.${index}`)))
  }
  if (typeof value === 'object')
    return {
      [name]: Object.entries(value)
        .map(([key, one]) => `${key} = ${[one].flat().join(', ')}`)
        .join('\n'),
    }
  return { [name]: shown(shape, value) }
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

function shown(shape: Shape, value: unknown): string {
  if (shape.type === 'boolean') return value === true ? 'yes' : 'no'
  if (shape.format === 'date-time') return localMoment(String(value))
  if (Array.isArray(shape.type) && typeof value === 'string' && readAny(value) !== value) return `"${value}"`
  return String(value)
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
