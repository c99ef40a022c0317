/** Texts in both languages of the screen. */
export type Both = { readonly nl: string; readonly en: string }
export type Lang = keyof Both
