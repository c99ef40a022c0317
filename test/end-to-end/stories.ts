import type { Answer } from '@toetsbaar/inquiry'

/** One invented story, what is true in it, and what a careful officer would advise; `refused` where there is nothing to take in. */
export type Story = {
  readonly name: string
  readonly lang: 'nl' | 'en'
  readonly text: string
  /** What the citizen says when asked or when a reading is wrong; to anything else "don't know". */
  readonly truth: Readonly<Record<string, Answer>>
  readonly outcome: string
}

const calm = { 'credentials-given': 'no', 'account-debited': 'no', danger: 'no' } as const

const cheated = {
  ...calm,
  buyer: 'yes',
  seller: 'no',
  online: 'yes',
  paid: 'yes',
  refunded: 'no',
  received: 'no',
  'term-passed': 'yes',
  contacted: 'yes',
  unreachable: 'yes',
  'false-identity': 'yes',
  bankrupt: 'no',
  satisfied: 'no',
} as const

/** The same ten stories for every way in. */
export const stories: readonly Story[] = [
  {
    name: 'a buyer who was cheated',
    lang: 'nl',
    text: 'Op 2 oktober heb ik via Marktplaats een fiets gekocht van ene Dylan voor 310 euro. Ik heb het meteen betaald naar NL91ABNA0417164300. De fiets zou dezelfde week komen maar ik heb niets ontvangen. Nu heeft hij mij geblokkeerd en de rekening bleek van iemand anders.',
    truth: cheated,
    outcome: 'report',
  },
  {
    name: 'a seller who was cheated',
    lang: 'en',
    text: 'I sold my camera on Facebook Marketplace for 540 euro. The buyer showed me a payment confirmation, so I handed the camera over. The money never came, the screenshot was fake and her account is gone.',
    truth: {
      ...calm,
      buyer: 'no',
      seller: 'yes',
      online: 'yes',
      sent: 'yes',
      'payment-received': 'no',
      'fake-proof': 'yes',
      unreachable: 'yes',
      contacted: 'yes',
      paid: 'no',
      returned: 'no',
      satisfied: 'no',
    },
    outcome: 'report',
  },
  {
    name: 'a quarrel on quality',
    lang: 'nl',
    text: 'Ik kocht bij een webwinkel een wasmachine van 400 euro en heb betaald. Hij is geleverd maar hij is stuk. Het bedrijf antwoordt wel, maar wil niets terugbetalen.',
    truth: {
      ...calm,
      buyer: 'yes',
      seller: 'no',
      online: 'yes',
      'business-counterparty': 'yes',
      paid: 'yes',
      received: 'yes',
      defective: 'yes',
      'wrong-item': 'no',
      counterfeit: 'no',
      refunded: 'no',
      contacted: 'yes',
      unreachable: 'no',
      'term-passed': 'yes',
      'false-identity': 'no',
      'false-capacity': 'no',
      'fake-site': 'no',
      'fake-proof': 'no',
      'payment-trick': 'no',
      'other-victims': 'no',
      bankrupt: 'no',
      satisfied: 'no',
      'deal-over': 'yes',
      'refund-promised': 'no',
      'remedy-offered': 'no',
      claimed: 'yes',
    },
    outcome: 'civil',
  },
  {
    name: 'too early',
    lang: 'en',
    text: 'Yesterday I bought shoes on Vinted and paid 60 euro. They have not arrived yet. Delivery takes five working days, and the seller still answers me.',
    truth: {
      ...calm,
      buyer: 'yes',
      seller: 'no',
      online: 'yes',
      paid: 'yes',
      received: 'no',
      'term-passed': 'no',
      contacted: 'no',
      unreachable: 'no',
      refunded: 'no',
      'false-identity': 'no',
      'false-capacity': 'no',
      'fake-site': 'no',
      'fake-proof': 'no',
      'payment-trick': 'no',
      'other-victims': 'no',
      bankrupt: 'no',
      'deal-over': 'no',
      satisfied: 'no',
    },
    outcome: 'wait',
  },
  {
    name: 'bank data given',
    lang: 'nl',
    text: 'Ik verkocht een kast op Marktplaats en kreeg een link van de koper. Daar heb ik mijn inloggegevens van de bank ingevuld. Daarna is er 900 euro van mijn rekening gehaald.',
    truth: {
      seller: 'yes',
      buyer: 'no',
      online: 'yes',
      'credentials-given': 'yes',
      'account-debited': 'yes',
      danger: 'no',
      'payment-trick': 'yes',
    },
    outcome: 'bank-first',
  },
  {
    name: 'resolved',
    lang: 'en',
    text: 'I ordered a phone in a web shop and paid 200 euro. It never came. I complained and they have paid me back everything.',
    truth: {
      ...calm,
      buyer: 'yes',
      seller: 'no',
      online: 'yes',
      paid: 'yes',
      received: 'no',
      refunded: 'yes',
      contacted: 'yes',
      unreachable: 'no',
      satisfied: 'yes',
      'false-identity': 'no',
      'false-capacity': 'no',
      'fake-site': 'no',
      'fake-proof': 'no',
      'payment-trick': 'no',
      'other-victims': 'no',
      bankrupt: 'no',
    },
    outcome: 'resolved',
  },
  {
    name: 'too vague',
    lang: 'nl',
    text: 'Er is iets niet goed gegaan en ik weet niet wat ik nu moet doen.',
    truth: {},
    outcome: 'unclear',
  },
  { name: 'empty', lang: 'nl', text: ' \n\t ', truth: {}, outcome: 'refused' },
  {
    name: '20,000 characters',
    lang: 'nl',
    text: `Ik heb via Marktplaats een laptop gekocht en 450 euro betaald. Ik heb niets ontvangen en de verkoper heeft mij geblokkeerd. ${'Het is een lang verhaal en ik vertel het zo goed als ik kan. '.repeat(400)}`.slice(
      0,
      20_000,
    ),
    truth: cheated,
    outcome: 'report',
  },
  {
    name: 'markup and emoji',
    lang: 'en',
    text: '<script>document.title="owned"</script><img src=x onerror=alert(1)> I bought a ring 💍 on Instagram & paid €95 😡. "Nothing" came, she blocked me </textarea></main> \u202e {{7*7}} <%= 7*7 %> 👩‍👩‍👧',
    truth: cheated,
    outcome: 'report',
  },
]

/** What the citizen says on an observation that was read as `read`, or that is asked. */
export function said({ truth }: Story, observation: string, read?: Answer): Answer {
  return truth[observation] ?? read ?? 'dont-know'
}

/** What a way in came to. */
export type Ended = {
  readonly outcome: string
  readonly stable: boolean
  /** Observation to answer, as the citizen confirmed it. */
  readonly observations: Readonly<Record<string, string>>
  readonly rules: readonly string[]
}
