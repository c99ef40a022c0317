import { expect, test } from 'vitest'
import { loadModel, ModelError } from '../src/index.ts'
import { placed, type Seed, seeded } from './seeded.ts'

/** Each fault of loading, sown once; the whole message is pinned. */
const faults: readonly (readonly [string, readonly Seed[], string])[] = [
  [
    'a file that is no YAML',
    [{ file: 'model.yaml', from: 'observations:\n', to: 'observations: [\n' }],
    'model.yaml:5:5: this is not good YAML: Implicit keys need to be on a single line; correct the line',
  ],
  [
    'a key that is not known',
    [{ file: 'model.yaml', from: 'revision: 1', to: 'revision: 1\nversion: 2' }],
    'model.yaml:4:1: the key "version" is not known here; correct or remove it',
  ],
  [
    'a key that stands twice',
    [{ file: 'model.yaml', from: 'revision: 1', to: 'revision: 1\nrevision: 2' }],
    'model.yaml:4:1: this is not good YAML: Map keys must be unique; correct the line',
  ],
  [
    'a value of the wrong kind',
    [{ file: 'model.yaml', from: 'sure: low }', to: 'sure: maybe }' }],
    'model.yaml:19:72: "rules.1.sure" is not as it should be: Invalid option: expected one of "high"|"medium"|"low"; see docs/models.md',
  ],
  [
    'a folder of another day',
    [{ file: 'model.yaml', from: 'from: 2020-01-01', to: 'from: 2020-01-02' }],
    'model.yaml:2:1: the folder is called 2020-01-01 and this says 2020-01-02; make them the same',
  ],
  [
    'an observation that is not there',
    [{ file: 'model.yaml', from: 'if: [lent, -returned, asked]', to: 'if: [lent, -retourned, asked]' }],
    'model.yaml:18:26: "retourned" is no observation, conclusion or outcome; did you mean "returned"?',
  ],
  [
    'a rule id that stands twice',
    [{ file: 'model.yaml', from: '{ id: F2,', to: '{ id: F1,' }],
    'model.yaml:21:5: the rule "F1" stands there twice; give one of the two another id\nmodel.yaml:27:17: "F2" is no rule and no group; did you mean "K2"?\nmodel.yaml:31:35: "F2" is no rule and no group; did you mean "K2"?',
  ],
  [
    'a source that is not there',
    [{ file: 'model.yaml', from: 'then: report, source: code', to: 'then: report, source: kode' }],
    'model.yaml:20:41: there is no source "kode"; did you mean "code"?',
  ],
  [
    'a rule in an exception that is not there',
    [{ file: 'model.yaml', from: 'rules: [W2] }', to: 'rules: [W9] }' }],
    'model.yaml:25:38: "W9" is no rule and no group; did you mean "W1"?',
  ],
  [
    'a list that is not there',
    [{ file: 'model.yaml', from: 'list: borrowers', to: 'list: lenders' }],
    'model.yaml:10:19: there is no list "lenders"; choose from borrowers',
  ],
  [
    'a group that holds itself',
    [
      { file: 'model.yaml', from: 'reports: [F1, F2]', to: 'reports: [F1, reports]' },
      { file: 'model.yaml', from: 'stronger: [F1]', to: 'stronger: [reports]' },
    ],
    'model.yaml:27:3: the group "reports" holds itself (reports > reports); remove it from one of these',
  ],
  [
    'a priority both ways',
    [
      {
        file: 'model.yaml',
        from: 'weaker: [W1] }',
        to: 'weaker: [W1] }\n  - { id: back, stronger: [W1], weaker: [F1] }',
      },
    ],
    'model.yaml:30:5: W1 > F1, but "kept-over-wait" says F1 > W1; remove one of the two',
  ],
  [
    'a circle of priorities',
    [
      {
        file: 'model.yaml',
        from: 'weaker: [W1] }',
        to: 'weaker: [W1] }\n  - { id: b, stronger: [W1], weaker: [F2] }\n  - { id: c, stronger: [F2], weaker: [F1] }',
      },
    ],
    'model.yaml:29:5: W1 < F1 < F2 < W1 goes round in a circle; remove one of these priorities',
  ],
  [
    'a missing text',
    [{ file: 'texts.nl.yaml', from: '  K2: { reason: "Dat telt hier." }\n', to: '' }],
    'texts.nl.yaml:63:3: the text "rule.K2.reason" is missing; write it here',
  ],
  [
    'a text of nothing',
    [{ file: 'texts.en.yaml', from: '  K2: {', to: '  K2: { reason: "That counts here." }\n  K9: {' }],
    'texts.en.yaml:65:9: nothing in model.yaml asks for the text "rule.K9.reason"; correct the key or remove it',
  ],
  [
    'a case with an unknown fact',
    [{ file: 'cases.yaml', from: 'known: [lent, -asked]', to: 'known: [lent, -askt]' }],
    'cases.yaml:4:36: "askt" is no observation; did you mean "asked"?',
  ],
  [
    'a case with an unknown outcome',
    [{ file: 'cases.yaml', from: 'outcome: wait, because: [W1]', to: 'outcome: weight, because: [W1]' }],
    'cases.yaml:4:45: "weight" is no outcome; choose from report, wait, unclear',
  ],
  [
    'no cases',
    [{ file: 'cases.yaml', from: 'cases:\n', to: 'cases: []\nrest:\n' }],
    'cases.yaml:1:1: "cases" is not as it should be: a model without cases cannot be tested; add at least one; see docs/models.md\ncases.yaml:2:1: the key "rest" is not known here; correct or remove it',
  ],
]

test.each(faults)('%s is told with its place and what to do', (_, seeds, message) => {
  const folder = seeded(...seeds)
  const error = refusal(folder)
  expect(placed(error.message, folder)).toBe(message)
  expect(`${error.line}:${error.column}`).toBe(message.split(':').slice(1, 3).join(':'))
})

test('a folder without its files is told', () => {
  const error = refusal('/nowhere/2020-01-01')
  expect(error.message).toBe('/nowhere/2020-01-01/model.yaml:1:1: the file cannot be read; a model needs a model.yaml')
})

function refusal(folder: string): ModelError {
  try {
    loadModel(folder)
  } catch (error) {
    if (error instanceof ModelError) return error
    throw error
  }
  throw new Error('the model was loaded')
}
