import { z } from 'zod'
import { type ActName, actSchema, type StepKind } from '../act.ts'
import { dossierSchema } from '../dossier.ts'

/** What a form is generated from: the part of JSON Schema that the schemas of dossiers and acts come down to. */
export type Shape = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly enum?: readonly string[]
  readonly const?: string | number | boolean
  readonly oneOf?: readonly Shape[]
  readonly additionalProperties?: Shape | boolean
  readonly format?: string
  readonly pattern?: string
}

/** An object with members: what a form fills. */
export type ObjectShape = Shape & { readonly properties: Readonly<Record<string, Shape>> }

const jsonSchema = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Shape

const wholeDossier = jsonSchema(dossierSchema)
const allActs = jsonSchema(actSchema).oneOf ?? []

/** The parts in which a dossier is filled, in the order of a person who fills one, and the members of each. */
export const dossierParts = {
  general: ['name', 'summary', 'organisation', 'contact', 'owner', 'authors'],
  purpose: ['purpose', 'notFor'],
  businessCase: ['businessCase'],
  criteria: ['criteria'],
  law: ['regime', 'legalBasis', 'lawfulness'],
  data: ['data'],
  people: ['outputs', 'affected', 'gravity', 'human'],
  risks: ['margins', 'risks'],
  scope: ['scope', 'from', 'until'],
  runs: ['runs'],
  publication: ['publication', 'gaps'],
} as const satisfies Readonly<Record<string, readonly (keyof z.infer<typeof dossierSchema>)[]>>

export type DossierPart = keyof typeof dossierParts

/** Where a demand is filled, as its place in the dossier says it: a part, or an act. */
export function partOf(where: string): DossierPart | undefined {
  const names = Object.keys(dossierParts) as DossierPart[]
  return names.find(name => (dossierParts[name] as readonly string[]).includes(where))
}

/** The shape of a part of a dossier. */
export function partShape(part: DossierPart): ObjectShape {
  return pick(wholeDossier, dossierParts[part])
}

/** The shape of the first words of a new dossier: its id, and what cannot be left out. */
export function newShape(): ObjectShape {
  return pick(wholeDossier, ['id', 'origin', 'name', 'summary', 'organisation', 'owner'])
}

/** The shape of what somebody fills in to do an act; who, when, and what an import was made from come from elsewhere. */
export function actShape(name: ActName): ObjectShape {
  const found = allActs.find(shape => shape.properties?.act?.const === name)
  const members = Object.keys(found?.properties ?? {}).filter(
    key => !['act', 'by', 'at', 'dossier', 'original'].includes(key),
  )
  return pick(found ?? {}, members)
}

/** A shape without some of its members: those that are known already. */
export function shapeWithout(shape: ObjectShape, names: readonly string[]): ObjectShape {
  return pick(
    shape,
    Object.keys(shape.properties).filter(name => !names.includes(name)),
  )
}

const asksFor: Readonly<Partial<Record<StepKind, string>>> = {
  retire: 'farewell',
  'catch-up': 'catchUp',
  exempt: 'exemption',
}

/** The shape of a request for one step: why, and what that step asks for besides, which is then required. */
export function requestShape(step: StepKind): ObjectShape {
  const besides = asksFor[step]
  const shape = pick(actShape('request'), besides === undefined ? ['because'] : ['because', besides])
  return besides === undefined ? shape : { ...shape, required: ['because', besides] }
}

function pick({ properties = {}, required = [] }: Shape, names: readonly string[]): ObjectShape {
  const kept = names.flatMap(name => {
    const shape = properties[name]
    return shape === undefined ? [] : [[name, shape] as const]
  })
  return {
    type: 'object',
    properties: Object.fromEntries(kept),
    required: required.filter(name => names.includes(name)),
  }
}
