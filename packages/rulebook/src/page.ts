import type { Known, Literal } from '@toetsbaar/argumentation'
import { drawModel } from './draw/draw.ts'
import type { Law } from './law.ts'
import type { Lang, Source } from './model.ts'
import { saying } from './saying.ts'

/** A literal with what it says in plain words. */
export type Said = { readonly literal: Literal; readonly text: string }

export type PageRule = {
  readonly id: string
  readonly if: readonly Said[]
  readonly then: Said
  readonly reason: string
  readonly sure: 'high' | 'medium' | 'low'
  /** An officer looks at it in any case. */
  readonly expert: boolean
  /** Ids of sources, the one that carries it most first. */
  readonly sources: readonly string[]
  readonly exceptions: readonly string[]
}

export type PageQuestion = {
  readonly id: string
  readonly question: string
  readonly help: string
  readonly why: string
  /** Who settles it: the story or a question, a question only, a list; `safety` is asked before all others. */
  readonly settledBy: 'reporter' | 'question' | 'list' | 'safety'
  readonly weighs: boolean
  readonly rules: readonly string[]
}

/** All that the page of a model shows to a citizen or a journalist, in one language. */
export type ModelPage = {
  readonly subject: string
  readonly from: string
  readonly revision: number
  readonly digest: string
  readonly lang: Lang
  readonly title: string
  readonly summary: string
  /** Whose reading of the law it is, and that no police force has validated it. */
  readonly reader: string
  readonly questions: readonly PageQuestion[]
  readonly lists: readonly {
    readonly id: string
    readonly title: string
    readonly provenance: string
    readonly correction: string
    readonly matches: readonly string[]
    readonly expiresAfterDays: number
  }[]
  readonly rules: readonly PageRule[]
  readonly outcomes: readonly {
    readonly id: string
    readonly title: string
    readonly summary: string
    readonly say: string
    readonly steps: readonly string[]
    readonly rules: readonly string[]
  }[]
  readonly exceptions: readonly {
    readonly id: string
    readonly by: readonly Said[]
    readonly rules: readonly string[]
    readonly reason: string
  }[]
  readonly priorities: readonly {
    readonly id: string
    readonly stronger: readonly string[]
    readonly weaker: readonly string[]
    readonly reason: string
  }[]
  readonly undecided: readonly {
    readonly id: string
    readonly pairs: readonly (readonly [string, string])[]
    readonly reason: string
  }[]
  readonly gaps: readonly { readonly id: string; readonly when: readonly Said[]; readonly reason: string }[]
  readonly sources: readonly (Source & { readonly citedBy: readonly string[] })[]
  /** How many sources bear each mark: what is checked against the official text, and what is not. */
  readonly verified: Readonly<Record<Source['verified'], number>>
  readonly cases: readonly {
    readonly id: string
    readonly facts: readonly Said[]
    readonly outcome: string
    readonly note: string | undefined
  }[]
  /** The argument graph of one set of facts, as SVG. */
  readonly graph: { readonly known: Known; readonly svg: string }
}

/** The page of a model; `known` are the facts of its graph, those of the first stored case unless given. */
export function modelPage(law: Law, lang: Lang, known?: Known): ModelPage {
  const { model } = law
  const text = (key: string) => model.texts[lang][key] ?? key
  const said = (literal: Literal): Said => ({ literal, text: saying(model, lang, literal) })
  const facts = known ?? model.cases[0]?.known ?? []
  const marks = { official: 0, secondary: 0, 'not-verified': 0 }
  for (const s of model.sources) marks[s.verified] += 1
  return {
    subject: model.subject,
    from: model.from,
    revision: model.revision,
    digest: model.digest,
    lang,
    title: text('model.title'),
    summary: text('model.summary'),
    reader: text('model.reader'),
    questions: model.observations.map(o => ({
      id: o.id,
      question: text(`observation.${o.id}.question`),
      help: text(`observation.${o.id}.help`),
      why: text(`observation.${o.id}.why`),
      settledBy: o.safety ? 'safety' : o.settledBy === 'list' ? 'list' : o.askedOnly ? 'question' : 'reporter',
      weighs: o.weighs,
      rules: model.rules.filter(r => r.if.some(l => l.replace(/^-/, '') === o.id)).map(r => r.id),
    })),
    lists: model.lists.map(l => ({
      ...l,
      title: text(`list.${l.id}.title`),
      provenance: text(`list.${l.id}.provenance`),
      correction: text(`list.${l.id}.correction`),
    })),
    rules: model.rules.map(r => ({
      id: r.id,
      if: r.if.map(said),
      then: said(r.then),
      reason: text(`rule.${r.id}.reason`),
      sure: r.sure,
      expert: r.expert,
      sources: [r.source, ...r.also],
      exceptions: model.exceptions.filter(e => e.rules.includes(r.id)).map(e => e.id),
    })),
    outcomes: [...model.outcomes, 'unclear'].map(id => ({
      id,
      title: text(`outcome.${id}.title`),
      summary: text(`outcome.${id}.summary`),
      say: text(`outcome.${id}.say`),
      steps: stepsOf(model.texts[lang], id),
      rules: model.rules.filter(r => r.then === id).map(r => r.id),
    })),
    exceptions: model.exceptions.map(e => ({
      id: e.id,
      by: e.by.map(said),
      rules: e.rules,
      reason: text(`exception.${e.id}.reason`),
    })),
    priorities: model.priorities.map(p => ({ ...p, reason: text(`priority.${p.id}.reason`) })),
    undecided: [...new Set(model.undecided.map(u => u.declared))].map(id => ({
      id,
      pairs: model.undecided.filter(u => u.declared === id).map(u => u.between),
      reason: text(`undecided.${id}.reason`),
    })),
    gaps: model.gaps.map(g => ({ id: g.id, when: g.when.map(said), reason: text(`gap.${g.id}.reason`) })),
    sources: model.sources.map(s => ({
      ...s,
      title: text(`source.${s.id}.title`),
      citedBy: model.rules.filter(r => r.source === s.id || r.also.includes(s.id)).map(r => r.id),
    })),
    verified: marks,
    cases: model.cases.map(c => ({
      id: c.id,
      facts: c.known.filter(f => !f.startsWith('?')).map(said),
      outcome: c.outcome,
      note: c.note,
    })),
    graph: { known: facts, svg: drawModel(law, facts, lang) },
  }
}

function stepsOf(texts: Readonly<Record<string, string>>, outcome: string): string[] {
  const steps: string[] = []
  for (let i = 1; ; i++) {
    const step = texts[`outcome.${outcome}.do.${i}`]
    if (step === undefined) return steps
    steps.push(step)
  }
}
