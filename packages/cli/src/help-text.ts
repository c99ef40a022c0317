import type { Alert } from '@toetsbaar/inquiry'
import type { Dialogue } from './dialogue.ts'

/** A person and a number first, warmly, for each sign that was seen. */
export function helpText({ intake, lang }: Pick<Dialogue, 'intake' | 'lang'>, alerts: readonly Alert[]): string {
  const { help, texts } = intake.peopleFirst.data
  const text = (key: string) => texts[lang][key] ?? key
  return alerts
    .map(({ sign, help: lines }) => {
      const numbers = lines.map(
        id =>
          `  ${text(`help.${id}.name`)}: ${help.find(line => line.id === id)?.number ?? ''} ${text(`help.${id}.when`)}`,
      )
      return `\n${text(`sign.${sign}.title`)}\n${text(`sign.${sign}.message`)}\n${numbers.join('\n')}\n`
    })
    .join('')
}
