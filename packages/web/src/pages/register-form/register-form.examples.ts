import type { FormField, FormGroup } from '@toetsbaar/register'
import type { Example } from '../../examples/site.ts'
import { renderRegisterForm } from './register-form.tsx'

const field = (name: string, kind: FormField['kind'], value = '', options: readonly string[] = []): FormField => ({
  kind,
  name,
  key: name
    .split('.')
    .filter(part => !/^\d+$/.test(part))
    .join('.'),
  options,
  required: kind !== 'text',
  value,
  chosen: options.slice(0, 1),
})

const group = (name: string, item: number | undefined, members: FormGroup['members']): FormGroup => ({
  kind: 'group',
  name,
  key: name
    .split('.')
    .filter(part => !/^\d+$/.test(part))
    .join('.'),
  item,
  members,
})

/** Every field that the texts name below a prefix, so that each text is read where it stands. */
const allFields = (keys: readonly string[], prefix: 'act-' | ''): readonly FormField[] =>
  keys
    .filter(key => key.startsWith(`fields.${prefix}`) && !key.endsWith('-hint') && !/^fields\.(hint-|file$)/.test(key))
    .map(key => key.slice(`fields.${prefix}`.length).replaceAll('-', '.'))
    .filter(name => prefix === 'act-' || !name.startsWith('act.'))
    .map(name => field(name, 'line'))

const optionsIn = (keys: readonly string[]) =>
  keys.filter(key => key.startsWith('option.')).map(key => key.slice('option.'.length))

export const registerFormExamples: readonly Example[] = [
  {
    name: 'register-form-part',
    html: ({ desk, gate, given }) =>
      renderRegisterForm({
        frame: desk,
        gate,
        system: given('Area forecast'),
        what: 'part-criteria',
        nodes: [
          group('criteria.0', 1, [
            field('criteria.0.id', 'line', given('hit-rate')),
            field('criteria.0.goal', 'text', given('The squares named hold the burglaries')),
            group('criteria.0.measure', undefined, [
              field('criteria.0.measure.from', 'choice', 'log', ['log', 'test']),
              field('criteria.0.measure.kind', 'line', 'square'),
              field('criteria.0.measure.where.0.is', 'lines'),
            ]),
            field('criteria.0.threshold', 'number', '0.3'),
            field('criteria.0.baseline.on', 'date', '2026-01-01'),
          ]),
          field('scope.purposes.0.states', 'several', '', ['field-lab', 'operational']),
          field('human.actsOnScoreAlone', 'yes-no', 'no'),
          field('runs.parts', 'pairs', given('model = aa')),
        ],
        problems: [
          { field: 'criteria.0.measure.from', code: 'choose' },
          { field: 'criteria.0.threshold', code: 'number' },
          { field: 'scope.purposes.0.states', code: 'choose' },
        ],
        changed: [{ path: 'criteria.hit-rate.threshold', before: given('0.3'), after: given('0.29') }],
        grows: true,
        files: false,
        back: '/register-board/x',
      }),
  },
  {
    name: 'register-form-act',
    html: ({ desk, gate, given }) =>
      renderRegisterForm({
        frame: desk,
        gate,
        system: given('Area forecast'),
        what: 'act-assess',
        nodes: [
          field('kind', 'choice', '', ['lawfulness', 'ethics']),
          field('document', 'digest'),
          field('awareAt', 'moment'),
          field('because', 'text', given('It is late.')),
        ],
        problems: [],
        refused: { because: given('An author does not assess own work.'), missing: [given('The class is missing.')] },
        about: [given('Why does my street get more patrols?')],
        grows: false,
        files: true,
        back: '/register-board/x',
      }),
  },
  {
    name: 'register-form-every-field',
    html: ({ desk, gate }) =>
      renderRegisterForm({
        frame: desk,
        gate,
        system: undefined,
        what: 'new',
        nodes: allFields(desk.words.keys, ''),
        problems: [],
        grows: false,
        files: false,
        back: '/register-board',
      }),
  },
  {
    name: 'register-form-every-act',
    html: ({ desk, gate }) =>
      renderRegisterForm({
        frame: desk,
        gate,
        system: undefined,
        what: 'act-suspend',
        nodes: [
          ...allFields(desk.words.keys, 'act-').filter(({ name }) => name !== 'kind'),
          field('kind', 'choice', '', optionsIn(desk.words.keys)),
        ],
        problems: [],
        grows: false,
        files: false,
        back: '/register-board',
      }),
  },
  {
    name: 'register-form-titles',
    html: ({ desk, gate }) =>
      desk.words.keys
        .filter(key => /^form\.(?:part|act|request)-/.test(key) && !key.endsWith('-lead'))
        .map(key =>
          renderRegisterForm({
            frame: desk,
            gate,
            system: undefined,
            what: key.slice('form.'.length),
            nodes: [],
            problems: [],
            grows: false,
            files: false,
            back: '/register-board',
          }),
        )
        .at(-1) ?? '',
  },
]
