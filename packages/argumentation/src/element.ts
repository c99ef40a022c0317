/** The element at a place that the list is known to have. Throws where it has none, which is a fault in this package. */
export function at<T>(list: ArrayLike<T>, place: number): T {
  const found = list[place]
  if (found === undefined) throw new RangeError(`no element ${place} among ${list.length}`)
  return found
}
