import type { EntityType } from './reading.ts'

/** Something a recogniser saw in the uniform text: [start, end) with its type and, where there is a check, whether it holds. */
export type Found = {
  readonly type: EntityType
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly valid?: boolean
  readonly normal?: string
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isLetter(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code < 0x250)
  )
}

export function isAlnum(code: number): boolean {
  return isDigit(code) || isLetter(code)
}

/** A sign that has a lower case of its own. */
export function isUpper(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return code >= 65 && code <= 90
  const sign = text.charAt(at)
  return sign !== sign.toLowerCase()
}

/** No letter or digit directly before `i`. */
export function startsWord(text: string, i: number): boolean {
  return i === 0 || !isAlnum(text.charCodeAt(i - 1))
}

/** No letter or digit directly at `i`. */
export function endsWord(text: string, i: number): boolean {
  return i >= text.length || !isAlnum(text.charCodeAt(i))
}
