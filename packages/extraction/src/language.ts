/** The language of a text by its commonest words; `hint` decides where the words do not. */
export function languageOf(
  words: readonly string[],
  markers: { readonly nl: ReadonlySet<string>; readonly en: ReadonlySet<string> },
  hint: 'nl' | 'en' | undefined,
): 'nl' | 'en' {
  let nl = 0
  let en = 0
  for (const word of words) {
    if (markers.nl.has(word)) nl++
    if (markers.en.has(word)) en++
  }
  if (nl === en) return hint ?? 'nl'
  if (hint !== undefined && Math.abs(nl - en) <= 1 && nl + en < 4) return hint
  return nl > en ? 'nl' : 'en'
}
