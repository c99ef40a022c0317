import { expect, test } from 'vitest'
import { lint, loadModel } from '../src/index.ts'
import { type Seed, seeded } from './seeded.ts'

/** A text in both languages for something that a seed adds to the model. */
const texts = (kind: string, id: string): Seed[] => [
  { file: 'texts.nl.yaml', from: `${kind}:\n`, to: `${kind}:\n  ${id}: { reason: "Dat telt hier." }\n` },
  { file: 'texts.en.yaml', from: `${kind}:\n`, to: `${kind}:\n  ${id}: { reason: "That counts here." }\n` },
]

/** Each fault that lint knows, sown once; everything that it then says is pinned. */
const faults: readonly (readonly [string, readonly Seed[], readonly string[]])[] = [
  [
    'a conclusion that leads to itself',
    [
      {
        file: 'model.yaml',
        from: 'exceptions:\n',
        to: '  - { id: K3, if: [report], then: kept, source: code, sure: low }\nexceptions:\n',
      },
      ...texts('rule', 'K3'),
    ],
    [
      'model.yaml rules.6: rule-cycle: kept > report > kept: a conclusion that leads to itself; remove one of these rules',
    ],
  ],
  [
    'a rule that can never count',
    [
      {
        file: 'model.yaml',
        from: 'exceptions:\n',
        to: '  - { id: K3, if: [damaged, -returned], then: kept, source: code, sure: low }\nexceptions:\n',
      },
      ...texts('rule', 'K3'),
    ],
    [
      'model.yaml rules.6: rule-unreachable: no set of facts makes all of "damaged, -returned" hold, so K3 never counts; change or remove it',
    ],
  ],
  [
    'a question that can never matter',
    [{ file: 'model.yaml', from: ', weighs: false', to: '' }],
    [
      'model.yaml observations.4: question-idle: no answer to "upset" can ever change the advice; use it in a rule, say "weighs: false", or remove it',
    ],
  ],
  [
    'a rule on what weighs nothing',
    [
      {
        file: 'model.yaml',
        from: 'exceptions:\n',
        to: '  - { id: K3, if: [lent, -returned, upset], then: kept, source: code, sure: low }\nexceptions:\n',
      },
      ...texts('rule', 'K3'),
    ],
    [
      'model.yaml observations.4: question-weightless: "upset" is said to weigh nothing, but K3 rests on it; remove "weighs: false" or the premise',
    ],
  ],
  [
    'a conclusion without a rule',
    [
      { file: 'model.yaml', from: 'conclusions: [kept]', to: 'conclusions: [kept, lost]' },
      {
        file: 'texts.nl.yaml',
        from: 'conclusion:\n',
        to: 'conclusion:\n  lost: { short: "Hij is weg.", short-no: "Hij is er." }\n',
      },
      {
        file: 'texts.en.yaml',
        from: 'conclusion:\n',
        to: 'conclusion:\n  lost: { short: "It is gone.", short-no: "It is here." }\n',
      },
    ],
    ['model.yaml conclusions.1: conclusion-never: no rule concludes "lost"; add one, or remove it'],
  ],
  [
    'a conclusion that never wins',
    [
      {
        file: 'model.yaml',
        from: 'exceptions:\n',
        to: '  - { id: N1, if: [lent], then: -kept, source: code, sure: high }\nexceptions:\n',
      },
      {
        file: 'model.yaml',
        from: 'priorities:\n',
        to: 'priorities:\n  - { id: lent, stronger: [N1], weaker: [K1, K2] }\n',
      },
      ...texts('rule', 'N1'),
      ...texts('priority', 'lent'),
    ],
    [
      'model.yaml rules.2: rule-unreachable: no set of facts makes all of "kept" hold, so F1 never counts; change or remove it',
      'model.yaml observations.5: question-idle: no answer to "listed" can ever change the advice; use it in a rule, say "weighs: false", or remove it',
      'model.yaml conclusions.0: conclusion-never: no set of facts makes "kept" win: other rules always beat or block it; add a priority, or remove it',
      'model.yaml priorities.1: priority-never: "kept-over-wait" never decides: its stronger and its weaker rules never meet in a conflict; remove it',
      'model.yaml outcomes: advice-gap: with every question answered there is no advice, for example where: lent, -returned, asked; add a rule, or declare it under "gaps"',
    ],
  ],
  [
    'a conflict left open',
    [
      {
        file: 'model.yaml',
        from: 'undecided:\n  - { id: damage-not-asked, one: [F2], other: [W1], goes-to: officer }\n',
        to: '',
      },
      { file: 'texts.nl.yaml', from: 'undecided:\n  damage-not-asked: { reason: "Dat telt hier." }\n', to: '' },
      { file: 'texts.en.yaml', from: 'undecided:\n  damage-not-asked: { reason: "That counts here." }\n', to: '' },
    ],
    [
      'model.yaml rules.3: conflict-open: F2 and W1 block each other, for example on: returned, damaged, lent, -asked; add a priority, or declare the pair under "undecided"',
    ],
  ],
  [
    'an undecided pair that cannot occur',
    [
      {
        file: 'model.yaml',
        from: 'one: [F2], other: [W1], goes-to: officer }',
        to: 'one: [F2], other: [W1], goes-to: officer }\n  - { id: never, one: [F2], other: [W2], goes-to: officer }',
      },
      ...texts('undecided', 'never'),
    ],
    [
      'model.yaml undecided.1: undecided-never: "never" is declared undecided, but on no set of facts do two of its rules block each other; remove it',
    ],
  ],
  [
    'a priority that never decides',
    [
      {
        file: 'model.yaml',
        from: 'priorities:\n',
        to: 'priorities:\n  - { id: never, stronger: [F2], weaker: [F1] }\n',
      },
      ...texts('priority', 'never'),
    ],
    [
      'model.yaml priorities.0: priority-never: "never" never decides: its stronger and its weaker rules never meet in a conflict; remove it',
    ],
  ],
  [
    'an exception that never counts',
    [
      { file: 'model.yaml', from: 'exceptions:\n', to: 'exceptions:\n  - { id: X2, by: [damaged], rules: [K1] }\n' },
      ...texts('exception', 'X2'),
    ],
    [
      'model.yaml exceptions.0: exception-never: "X2" never takes out a rule: damaged never holds where K1 would count; remove it',
    ],
  ],
  [
    'answers without advice',
    [
      {
        file: 'model.yaml',
        from: 'if: [lent, returned], then: wait',
        to: 'if: [lent, returned, asked, listed], then: wait',
      },
    ],
    [
      'model.yaml outcomes: advice-gap: with every question answered there is no advice, for example where: lent, returned, -damaged, asked, -listed; add a rule, or declare it under "gaps"',
    ],
  ],
  [
    'a gap that is none',
    [
      {
        file: 'model.yaml',
        from: 'gaps:\n',
        to: 'gaps:\n  - { id: none, when: [lent, asked, -returned], goes-to: officer }\n',
      },
      ...texts('gap', 'none'),
    ],
    ['model.yaml gaps.0: gap-never: "none" is declared as a gap, but rules give an advice on all of it; remove it'],
  ],
  [
    'a list that decides alone',
    [
      {
        file: 'model.yaml',
        from: 'exceptions:\n',
        to: '  - { id: F3, if: [listed], then: report, source: code, sure: low }\nexceptions:\n',
      },
      ...texts('rule', 'F3'),
      { file: 'model.yaml', from: 'stronger: [F1], weaker: [W1]', to: 'stronger: [F1, F3], weaker: [W1, W2]' },
    ],
    [
      'model.yaml observations.5: look-up-alone: the list entries listed alone already give "report"; let the rule rest on what the reporter says as well',
    ],
  ],
  [
    'a source that nothing rests on',
    [
      { file: 'model.yaml', from: 'sources:\n', to: 'sources:\n  - { id: memory, verified: not-verified }\n' },
      { file: 'texts.nl.yaml', from: 'source:\n', to: 'source:\n  memory: { title: "Geheugen" }\n' },
      { file: 'texts.en.yaml', from: 'source:\n', to: 'source:\n  memory: { title: "Memory" }\n' },
    ],
    ['model.yaml sources.0: source-unused: no rule rests on the source "memory"; cite it in a rule, or remove it'],
  ],
  [
    'a long sentence',
    [
      {
        file: 'texts.en.yaml',
        from: 'summary: Your bike is gone.',
        to: 'summary: Your bike was lent to a man who said that he would bring it back but who then did not do so at all.',
      },
    ],
    [
      'texts.en.yaml model.summary: sentence-long: a sentence of "model.summary" has 24 words, more than 20: "Your bike was lent to a man who said that he would bring it back but who then did not do so at all."; make two of it',
    ],
  ],
  [
    'a hard text',
    [
      {
        file: 'texts.nl.yaml',
        from: 'summary: Uw fiets is weg.',
        to: 'summary: De verduistering van toevertrouwde rijwielen rechtvaardigt aansprakelijkstelling overeenkomstig privaatrechtelijke schadevergoedingsbepalingen. Benadeelden overleggen eigendomsbewijzen.',
      },
    ],
    [
      'texts.nl.yaml model.summary: text-hard: "model.summary" reads at -131 (Flesch-Douma), below 60; use shorter words and sentences',
    ],
  ],
]

test.each(faults)('%s is found', (_, seeds, messages) => {
  const found = lint(loadModel(seeded(...seeds)))
  expect(found.map(f => `${f.file} ${f.path.join('.')}: ${f.code}: ${f.message}`)).toEqual(messages)
})

test('the model without a seed is clean', () => {
  expect(lint(loadModel(seeded()))).toEqual([])
})

test('every kind of finding is sown once', () => {
  const codes = new Set(faults.flatMap(([, , messages]) => messages.map(m => m.split(': ')[1])))
  expect([...codes].sort()).toEqual([
    'advice-gap',
    'conclusion-never',
    'conflict-open',
    'exception-never',
    'gap-never',
    'look-up-alone',
    'priority-never',
    'question-idle',
    'question-weightless',
    'rule-cycle',
    'rule-unreachable',
    'sentence-long',
    'source-unused',
    'text-hard',
    'undecided-never',
  ])
})
