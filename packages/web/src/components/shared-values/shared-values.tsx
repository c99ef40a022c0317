import type { Frame } from '../../frame.ts'
import { Items, Outside } from '../prose/prose.tsx'

/** One thing that a case shares with others, and how rare that is. */
export type SharedWithOthers = {
  readonly kind: string
  readonly shared: string
  /** What the others say, where it is only alike. */
  readonly theirs: string | undefined
  /** From 0 to 1; 1 is the same. */
  readonly alike: number
  readonly others: number
  /** True where counting stopped at this number. */
  readonly orMore: boolean
  readonly tells: 'much' | 'some' | 'little'
}

/** How sure it is that it is the same. */
export const Sureness = ({
  frame,
  value: { theirs, alike },
}: {
  readonly frame: Frame
  readonly value: SharedWithOthers
}) =>
  theirs === undefined ? (
    frame.words.say('desk-links.same')
  ) : (
    <>
      {frame.words.say('desk-links.alike', { percent: Math.round(alike * 100) })} <Outside>{theirs}</Outside>
    </>
  )

/** How rare it is, in words. */
export const rarity = (frame: Frame, { tells, others, orMore }: SharedWithOthers): string =>
  frame.words.say(`desk-links.tells-${tells}`, { others, more: orMore ? 'yes' : 'no' })

/** What a case shares with others, in short. */
export const SharedValues = ({
  frame,
  values,
}: {
  readonly frame: Frame
  readonly values: readonly SharedWithOthers[]
}) => (
  <Items
    items={values.map(value => (
      <>
        {frame.words.say(`desk-links.kind-${value.kind}`)}: <Outside>{value.shared}</Outside>.{' '}
        {value.theirs !== undefined && (
          <>
            <Sureness frame={frame} value={value} />.{' '}
          </>
        )}
        {rarity(frame, value)}
      </>
    ))}
  />
)
