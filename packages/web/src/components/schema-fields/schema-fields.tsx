import type { FormField, FormNode } from '@toetsbaar/register'
import type { Frame, Problem } from '../../frame.ts'
import { Checks } from '../checks/checks.tsx'
import { Choice } from '../choice/choice.tsx'
import { TextArea, TextField } from '../field/field.tsx'

export type SchemaFieldsProps = {
  readonly frame: Frame
  readonly nodes: readonly FormNode[]
  readonly problems: readonly Problem[]
  /** Before the place of each field in the texts: `act-` for what an act asks. */
  readonly prefix?: string
  /** Whether a fingerprint may be taken of a file that is sent along. */
  readonly files?: boolean
}

/** The text under which the site says what a field is called. */
export const labelKey = (key: string, prefix = ''): string => `fields.${prefix}${key.replaceAll('.', '-')}`

/** What a field of a dossier or an act is called, as a line of the error summary says it. */
export const labelOf = (frame: Frame, nodes: readonly FormNode[], prefix?: string) => (field: string) => {
  const found = fieldsIn(nodes).find(({ name }) => name === field)
  return found === undefined ? undefined : frame.words.say(labelKey(found.key, prefix))
}

const fieldsIn = (nodes: readonly FormNode[]): readonly FormField[] =>
  nodes.flatMap(node => (node.kind === 'group' ? fieldsIn(node.members) : [node]))

const texts = { line: 'text', number: 'text', date: 'date', moment: 'text', digest: 'text' } as const
const widths = { line: 'full', number: 'short', date: 'short', moment: 'short', digest: 'full' } as const

const OneField = ({ field, ...props }: SchemaFieldsProps & { readonly field: FormField }) => {
  const { frame, problems, prefix, files = false } = props
  const { say, keys } = frame.words
  const { name, kind, required, value, options, chosen } = field
  const label = say(labelKey(field.key, prefix))
  const own = `${labelKey(field.key, prefix)}-hint`
  const general = ['lines', 'pairs', 'moment', 'digest'].includes(kind) ? say(`fields.hint-${kind}`) : undefined
  const hint = keys.includes(own) ? say(own) : general
  const offered = options.map(option => ({ value: option, label: say(`option.${option}`) }))
  const shared = { frame, name, label, hint, value, problems, required }
  if (kind === 'choice' || kind === 'yes-no') {
    const answers =
      kind === 'choice' ? offered : yesNo.map(answer => ({ value: answer, label: say(`answer.${answer}`) }))
    return <Choice frame={frame} name={name} legend={label} options={answers} chosen={value} problems={problems} />
  }
  if (kind === 'several')
    return <Checks frame={frame} name={name} legend={label} options={offered} chosen={chosen} problems={problems} />
  if (kind === 'text' || kind === 'lines' || kind === 'pairs')
    return <TextArea {...shared} rows={kind === 'text' ? 2 : 4} />
  return (
    <>
      <TextField
        {...shared}
        type={texts[kind]}
        width={widths[kind]}
        autocomplete="off"
        inputmode={kind === 'number' ? 'decimal' : undefined}
      />
      {kind === 'digest' && files && (
        <div class="utrecht-form-field tb-field">
          <label class="utrecht-form-label tb-field__label" for={`file-${name.replaceAll('.', '-')}`}>
            {say('fields.file', { label })}
          </label>
          <input class="tb-file" type="file" id={`file-${name.replaceAll('.', '-')}`} name={`file:${name}`} />
        </div>
      )}
    </>
  )
}

const yesNo = ['yes', 'no'] as const

/** Fields that a schema asks for: groups in frames of their own, each item of a list with its number. */
export const SchemaFields = (props: SchemaFieldsProps) => (
  <>
    {props.nodes.map(node =>
      node.kind === 'group' ? (
        <fieldset class="tb-group">
          <legend class="tb-group__legend">
            {props.frame.words.say(labelKey(node.key, props.prefix))}
            {node.item !== undefined && ` ${node.item}`}
          </legend>
          <div class="tb-form">
            <SchemaFields {...props} nodes={node.members} />
          </div>
        </fieldset>
      ) : (
        <OneField {...props} field={node} />
      ),
    )}
  </>
)
