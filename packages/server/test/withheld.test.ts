import { describe, expect, test } from 'vitest'
import { withhold } from '../src/withheld.ts'

describe('what a citizen should not have typed', () => {
  test.each([
    ['mijn kaart is 4111 1111 1111 1111 en toen', 'mijn kaart is •••• •••• •••• •••• en toen', 'card'],
    ['card 5555555555554444.', 'card ••••••••••••••••.', 'card'],
    ['amex 3782-822463-10005 used', 'amex ••••••••••••••••• used', 'card'],
    ['Mijn wachtwoord is Hond123! en ik', 'Mijn wachtwoord is •••••••• en ik', 'password'],
    ['password: hunter', 'password: ••••••', 'password'],
    ['ik gaf mijn pincode 4821 aan hem', 'ik gaf mijn pincode •••• aan hem', 'code'],
    ['de cvc is 123', 'de cvc is •••', 'code'],
  ])('%s is covered', (typed, kept, kind) => {
    const { text, withheld } = withhold(typed)
    expect(text).toBe(kept)
    expect(withheld.map(each => each.kind)).toEqual([kind])
    expect(text).toHaveLength(typed.length)
  })

  test.each([
    'overgemaakt naar NL91 ABNA 0417 1643 00',
    'naar BE23 8642 1667 9949 betaald',
    'IBAN GB29 NWBK 6016 1331 9268 19',
    'bel 0031612345678 of +31 6 12345678',
    'mijn wachtwoord is gestolen',
    'mijn wachtwoord is gestolen. Toen belde ik',
    'they took my password and I paid 1500 euro',
    'de pin automaat op 21-11-2026',
    'track 3SABCD0123456789',
    'ordernummer 1234567890123456',
    'kaart 4111 1111 1111 1112',
  ])('%s stays as it is', typed => {
    expect(withhold(typed)).toEqual({ text: typed, withheld: [] })
  })

  test('two in one text are both covered', () => {
    const { text, withheld } = withhold('wachtwoord: geheim1 en kaart 4111111111111111')
    expect(text).not.toMatch(/geheim1|4111/)
    expect(withheld).toHaveLength(2)
  })
})
