/** Why a file is not taken; the site has a text for each. */
export type FileFault =
  | 'file-empty'
  | 'file-too-large'
  | 'file-wrong-type'
  | 'file-broken'
  | 'file-too-many-pixels'
  | 'file-locked'

/** Most pixels that an image may unfold to: 50 million is a large photograph; more is a trap. */
export const mostPixels = 50_000_000

/** Thrown by the readers of formats where a file breaks the rules of its format; ends in a refusal. */
export class BrokenFile extends Error {
  override name = 'BrokenFile'
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(fault)
    this.fault = fault
  }
}
