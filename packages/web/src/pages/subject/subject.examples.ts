import type { Example } from '../../examples/site.ts'
import { renderSubject } from './subject.tsx'

const choices = (lang: string) =>
  lang === 'nl'
    ? [
        { subject: 'trade', title: 'Kopen en verkopen', summary: 'Uw verhaal gaat over een koop of verkoop.' },
        { subject: 'bank', title: 'Een valse bank', summary: 'Iemand zei dat hij van uw bank was.' },
      ]
    : [
        { subject: 'trade', title: 'Buying and selling', summary: 'Your story is about a purchase or a sale.' },
        { subject: 'bank', title: 'A false bank', summary: 'Somebody said that he was from your bank.' },
      ]

const none = (lang: string) =>
  lang === 'nl' ? 'Past niets? Bel dan met de politie.' : 'Does none fit? Call the police.'

export const subjectExamples: readonly Example[] = [
  {
    name: 'subject',
    html: ({ frame, gate, story }) =>
      renderSubject({
        frame,
        gate,
        story,
        choices: choices(frame.words.code),
        none: none(frame.words.code),
        problems: [],
      }),
  },
  {
    name: 'subject-problem',
    html: ({ frame, gate, story }) =>
      renderSubject({
        frame,
        gate,
        story,
        choices: choices(frame.words.code),
        none: none(frame.words.code),
        problems: [{ field: 'subject', code: 'subject-missing' }],
      }),
  },
]
