import { at } from './element.ts'
import { KnownError } from './errors.ts'
import { type Answers, answered, observed } from './labelling.ts'
import { isLiteral } from './parse.ts'
import type { Program } from './program.ts'
import type { Completions, Known } from './theory.ts'

/**
 * The answers that the known facts give. Throws `KnownError`: a fact that no question asks for, a malformed one, or two
 * that exclude each other (`a` and `-a`, the two ends of a conflict, `a` and `?a`); `pair` then names them.
 */
export function answersOf(program: Program, known: Known, completions: Completions): Answers {
  const answers = new Uint8Array(program.atomOfQuestion.length)
  for (const fact of known) {
    const closed = fact.charCodeAt(0) === 63
    const literal = program.numberOf.get(closed ? fact.slice(1) : fact)
    const question = literal === undefined ? -1 : (program.questionOfAtom[literal >> 1] as number)
    if (literal === undefined || question < 0 || (closed && (literal & 1) === 1)) throw strange(program, fact)
    const answer = closed ? 3 : (literal & 1) + 1
    const before = answers[question] as number
    if (before !== 0 && before !== answer) throw contradiction(fact, spoken(program, question, before))
    answers[question] = answer
    if (!closed)
      for (const other of at(program.excludes, literal))
        if (observed(program, answers, other)) throw contradiction(fact, at(program.names, other))
  }
  const question = completions === 'total' ? unanswerable(program, answers) : undefined
  if (question !== undefined) throw withoutAnswer(program, question)
  return answers
}

/** Whether a known answer rules this literal out as another. */
export function excluded(program: Program, answers: Answers, literal: number): boolean {
  return at(program.excludes, literal).some(other => observed(program, answers, other))
}

/**
 * A question that these answers leave without a possible one, if there is such a question. Every exclusion is between
 * two answers, so this is 2-SAT: an answer whose consequences do not clash can be kept (Even, Itai, Shamir 1976).
 */
export function unanswerable(program: Program, answers: Answers): number | undefined {
  if (!program.exclusive) return undefined
  let now = answers.slice()
  for (const [q, answer] of answers.entries())
    if ((answer === 1 || answer === 2) && !follow(program, now, q, answer)) return q
  for (const q of now.keys()) {
    if (now[q] !== 0) continue
    const kept = [1, 2]
      .map(answer => [answer, now.slice()] as const)
      .find(([answer, then]) => follow(program, then, q, answer))
    if (kept === undefined) return q
    now = kept[1]
  }
  return undefined
}

/** Gives an answer and all that it forces; false where two of these exclude each other. */
function follow(program: Program, answers: Answers, question: number, answer: number): boolean {
  answers[question] = answer
  for (const other of at(program.excludes, answered(program, question, answer))) {
    const q = at(program.questionOfAtom, other >> 1)
    const excluded = (other & 1) + 1
    if (answers[q] === excluded) return false
    if (answers[q] === 0 && !follow(program, answers, q, 3 - excluded)) return false
  }
  return true
}

function withoutAnswer(program: Program, question: number): KnownError {
  return new KnownError(
    'contradiction',
    `known: these facts leave "${spoken(program, question, 1)}" or a question beside it without a possible answer; remove one of them, or let questions stay unanswered`,
  )
}

/** A question's answer as a known fact: `a`, `-a` or `?a`. */
export function spoken(program: Program, question: number, answer: number): string {
  const atom = at(program.names, 2 * at(program.atomOfQuestion, question))
  return answer === 3 ? `?${atom}` : answer === 2 ? `-${atom}` : atom
}

function contradiction(one: string, other: string): KnownError {
  return new KnownError('contradiction', `known: "${other}" and "${one}" cannot both be known; remove one of the two`, [
    other,
    one,
  ])
}

function strange(program: Program, fact: string): KnownError {
  const bare = fact.startsWith('?') ? fact.slice(1) : fact
  if (!isLiteral(bare) || (fact.startsWith('?') && bare.startsWith('-')))
    return new KnownError(
      'bad-literal',
      `known: "${fact}" is no fact; write a, -a (it is not so) or ?a (asked, no answer)`,
    )
  const why = program.numberOf.has(bare) ? 'is a conclusion and cannot be observed' : 'is not in the theory'
  return new KnownError('not-a-question', `known: "${fact}" ${why}; use one of the queryables`)
}
