/** Texts that fill a field without saying anything. */
const empty =
  /^(?:n\.?\s?v\.?\s?t\.?|n\/?\.?a\.?|niet van toepassing|not applicable|nog (?:in te vullen|onbekend|niet bekend)|volgt(?: nog)?|pm|p\.m\.|tbd|t\.b\.d\.|todo|to do|to be (?:determined|done|added)|xxx*|test|tekst|text|onbekend|unknown|none|geen|null|undefined|\?+|-+|\.+|…)\.?$/i
const specimen =
  /\bexample\.(?:com|org|net|nl|eu)\b|\blorem ipsum\b|\bvoorbeeld\.nl\b|\bjohn doe\b|<[^<>@]*(?:vul|fill|invullen)[^<>]*>|\[(?:vul|fill|invullen|naam|name)[^\]]*\]/i

/** The text without markup, as a reader sees it; entities for spaces count as spaces. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;|&#xa0;/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** True where a text only looks filled: "n.v.t.", "example.com", empty markup, dots. */
export function isPlaceholder(text: string): boolean {
  const read = withoutMarkup(text)
  return read === '' || empty.test(read) || specimen.test(text)
}
