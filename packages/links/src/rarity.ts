/** How much it says that two cases share a value: the fewer others have it too, the more. Never a score: three words, by a count that is shown beside it. */
export type Tells = 'much' | 'some' | 'little'

/** Counting stops here: "1,000 or more" says as little as any larger number. */
export const countedTo = 1_000

/** At most so many other cases for "much" and for "some". A value that more cases share is counted, and not followed. */
export const muchUpTo = 10
export const someUpTo = 50

/** @param others how many other cases hold the value, counted up to `countedTo` */
export function tells(others: number): Tells {
  if (others <= muchUpTo) return 'much'
  return others <= someUpTo ? 'some' : 'little'
}
