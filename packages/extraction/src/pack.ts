/** A number with so many digits behind the point: weights are written short. */
export function round(value: number, digits = 5): number {
  return Number(value.toFixed(digits))
}

/** Signed bytes in base64 (RFC 4648). */
export function packBytes(values: readonly number[]): string {
  return btoa(values.map(value => String.fromCharCode(value & 255)).join(''))
}

/** Rising whole numbers in base64: what each adds to the one before, seven bits a byte, the lowest first, the eighth bit where more follow (LEB128). */
export function packRising(numbers: readonly number[]): string {
  const bytes: number[] = []
  let before = 0
  for (const number of numbers) {
    let step = number - before
    before = number
    for (; step > 127; step >>>= 7) bytes.push((step & 127) | 128)
    bytes.push(step)
  }
  return packBytes(bytes)
}

/** The signed bytes that `packBytes` wrote. Throws a DOMException where the text is no base64. */
export function bytesIn(packed: string): Int8Array {
  const text = atob(packed)
  const bytes = new Int8Array(text.length)
  for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k)
  return bytes
}

/** The numbers that `packRising` wrote. Throws a DOMException where the text is no base64. */
export function risingIn(packed: string): Int32Array {
  const text = atob(packed)
  const numbers = new Int32Array(text.length)
  let count = 0
  let sum = 0
  let step = 0
  let bits = 0
  for (let k = 0; k < text.length; k++) {
    const byte = text.charCodeAt(k)
    step |= (byte & 127) << bits
    bits += 7
    if (byte > 127) continue
    sum += step
    numbers[count++] = sum
    step = 0
    bits = 0
  }
  return numbers.subarray(0, count)
}
