import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generated } from './generated-forms.ts'
import { shippedReader } from './opened-reader.ts'

const reader = shippedReader()
const found = (text: string, type: string) =>
  reader.read(text, { date: '2025-06-01' }).entities.filter(item => item.type === type)

// type | text | what is found, with a comma between two
const TABLE = `
IBAN | naar NL91ABNA0417164300 gestort | NL91ABNA0417164300
IBAN | naar nl91 abna 0417 1643 00 gestort | nl91 abna 0417 1643 00
IBAN | rek NL 91 ABNA 0417164300. Niks gekregen | NL 91 ABNA 0417164300
IBAN | rekening NL63.SNSB.0059.7315.28 en dan | NL63.SNSB.0059.7315.28
IBAN | BE68 5390 0754 7034 in 2 dagen | BE68 5390 0754 7034
IBAN | to DE89 3704 0044 0532 0130 00 on Monday | DE89 3704 0044 0532 0130 00
IBAN | GB82WEST12345698765432 | GB82WEST12345698765432
IBAN | de 12 mensen en de 89 euro |
PHONE | bel 06-12345678 | 06-12345678
PHONE | tel 06 12 34 56 78. | 06 12 34 56 78
PHONE | +31 6 1234 5678 | +31 6 1234 5678
PHONE | nummer +32 470 00 91 44 werkt niet | +32 470 00 91 44
PHONE | 085 - 000 41 77 | 085 - 000 41 77
PHONE | mijn bestelling 2024000123 |
PHONE | bestelnummer 0612345678 |
PHONE | order number 0123456789 |
PHONE | het 06-nummer (06 90 55 21 84) werkt niet | 06 90 55 21 84
PHONE | bel (020) 123 45 67 | (020) 123 45 67
PHONE | nul zes twaalf vierendertig zesenvijftig achtenzeventig | nul zes twaalf vierendertig zesenvijftig achtenzeventig
PHONE | 06-12345678/06-87654321 | 06-12345678, 06-87654321
PHONE | app me op 612345678 | 612345678
PHONE | O6-12345678 | O6-12345678
EMAIL | mail naar jan.de-boer+x@post.example.nl. | jan.de-boer+x@post.example.nl
EMAIL | jan punt kees apenstaartje post punt nl | jan punt kees apenstaartje post punt nl
URL | op www.winkel-xyz.example/aanbod?x=1. | www.winkel-xyz.example/aanbod?x=1
URL | https://a.b.example:8080/pad, | https://a.b.example:8080/pad
URL | bij kicksloods punt nl besteld | kicksloods punt nl
URL | ik heb betaald.nu wacht ik |
URL | WINKEL.EXAMPLE | WINKEL.EXAMPLE
AMOUNT | voor € 1.250,- betaald | € 1.250,-
AMOUNT | tachtig euro | tachtig euro
AMOUNT | 2 tientjes | 2 tientjes
AMOUNT | driehonderdveertig euro | driehonderdveertig euro
AMOUNT | 60 eu of 220eu | 60 eu, 220eu
AMOUNT | £95 en €2,600 | £95, €2,600
AMOUNT | 3 euro 95 | 3 euro 95
AMOUNT | een tikkie van 35 betaald | 35
AMOUNT | om 12.30 uur met 4 mensen |
AMOUNT | in 2019 op nummer 14 |
DATE | op 4 februari en zaterdag de 12e | 4 februari, zaterdag de 12e
DATE | betaald op 14-10, dus in november | 14-10, november
DATE | gisteren |
TRACKING | track en trace 3SABCD0123456 | 3SABCD0123456
TRACKING | zending JX880041275NL | JX880041275NL
PLATE | kenteken GB-123-X | GB-123-X
PLATE | auto 12-ABC-3 stond er | 12-ABC-3
`

describe('recognisers', () => {
  const rows = TABLE.trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))

  test.each(rows)('%s in "%s"', (type, text, expected) => {
    expect(
      found(text ?? '', type ?? '')
        .map(item => item.text)
        .join(', '),
    ).toBe(expected)
  })

  test('a near miss of an account is told, not dropped', () => {
    expect(found('NL91ABNA0417164301', 'IBAN')).toMatchObject([{ valid: false }])
    expect(found('naar NL91ABNAO417164300', 'IBAN')).toMatchObject([{ valid: true, normal: 'NL91ABNA0417164300' }])
  })

  test('a citizen service number needs its test, and is always hidden', () => {
    expect(found('mijn bsn is 123456782', 'BSN')).toMatchObject([{ valid: true }])
    expect(found('mijn bsn is 123456789', 'BSN')).toMatchObject([{ valid: false }])
    for (const digits of ['123456782', '123456789'])
      expect(reader.mask(`mijn bsn is ${digits}`, { date: '2025-06-01' }).text).not.toContain(digits)
  })

  test('amounts in words and in digits have the same cents', () => {
    for (const text of ['€ 340', '340 euro', 'driehonderdveertig euro', '€ 340,00', '340,-'])
      expect(found(`betaald ${text}`, 'AMOUNT')[0]?.normal, text).toBe('34000')
  })

  test('dates hang on the day of the report', () => {
    const dates = (text: string) => reader.read(text, { date: '2025-06-11' }).dates.map(item => item.date)
    expect(dates('gisteren betaald, vandaag niks')).toEqual(['2025-06-10', '2025-06-11'])
    expect(dates('twee weken geleden besteld')).toEqual(['2025-05-28'])
    expect(dates('op 3 mei')).toEqual(['2025-05-03'])
    expect(dates('vorige maandag')).toEqual(['2025-06-09'])
  })

  test('generated forms and near misses: precision .99, recall .97', () => {
    const { precision, recall, wrong } = generated(reader, 300, 5)
    expect(wrong.slice(0, 5), `precision ${precision}, recall ${recall}`).toSatisfy(
      () => precision >= 0.99 && recall >= 0.97,
    )
  })

  test('any text: no entity outside it, none over another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const { entities } = reader.read(text, { date: '2025-06-01' })
        return entities.every(
          (item, i) =>
            text.slice(item.start, item.end) === item.text &&
            item.text !== '' &&
            (entities[i + 1]?.start ?? text.length) >= item.end,
        )
      }),
      { numRuns: 300, seed: 1 },
    )
  })
})
