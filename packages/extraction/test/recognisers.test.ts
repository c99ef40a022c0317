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
AMOUNT | ik heb 350 aanbetaald | 350
AMOUNT | lot games, 160 tikkie. daarna douane +40, ook betaald | 160, 40
AMOUNT | daarna zag ik -1.499 op mijn rekening | 1.499
AMOUNT | kaartjes gekocht, 2x 180. niks gekregen | 180
AMOUNT | betaald, 3x60 voor de tickets | 60
AMOUNT | 2200 usdt gestuurd en 85 piek via tikkie | 2200 usdt, 85 piek
AMOUNT | te koop voor achtenhalfhonderd euro of voor driehonderd | achtenhalfhonderd euro, driehonderd
AMOUNT | nog een euro vijfenzeventig invoerrechten | een euro vijfenzeventig
AMOUNT | die wilden 180 voor een bench | 180
AMOUNT | heb 500 en 410 en 270 betaald | 500, 410, 270
AMOUNT | een jurk van de site, 299 in plaats van 700 | 299, 700
AMOUNT | borg van 250, huur 700, servicekosten 35 | 250, 700, 35
AMOUNT | ik ben 220 kwijt, ik heb 2000 overgemaakt | 220, 2000
AMOUNT | I paid 50 deposit and lost 1,200 in total | 50, 1,200
AMOUNT | studio for 850 per month, seller asked 250 upfront | 850, 250
AMOUNT | ik maak 4200 over naar NL91ABNA0417164300 | 4200
AMOUNT | nooit een cent gezien, saldo 0,00 |
AMOUNT | ik ben 35, betaald heb ik niet |
AMOUNT | een vrouw van 72 betaald via tikkie |
AMOUNT | mijn iphone 13 betaald via ideal |
AMOUNT | rtx 4070 gekocht, een Volvo 240 verkocht |
AMOUNT | nu 15 weken, week 24 of 25, na 48 uur, betaald |
AMOUNT | 180 in plaats van 240 cm, betaald |
AMOUNT | 200 reviews, 40 volgers, 12 keer gebeld, betaald |
AMOUNT | Kerkstraat 45, betaald |
AMOUNT | om 20.15 betaald, hij zou om 15.00 komen |
AMOUNT | in 2024 betaald, sinds 2020 lid |
AMOUNT | klant 40213 betaald, ordernummer 48213 betaald |
AMOUNT | 06 12 34 56 78 betaald, 20% korting betaald |
AMOUNT | 75e overgemaakt, nog 200 e en 1 ct | 75e, 200 e, 1 ct
AMOUNT | zijn 40e verjaardag, de 25e betaald, 2e hands |
AMOUNT | she paid 0.2 ETH and 2 btc | 0.2 ETH, 2 btc
AMOUNT | vierduizend driehonderd euro kwijt | vierduizend driehonderd euro
AMOUNT | voor 22.00 besteld, een kast van 1.80 hoog |
AMOUNT | 25 e-mails, 10 e-bikes, iphone 16e, Kerkstraat 25e, art. 20 e.v., zondag 12e betaald |
AMOUNT | na 20e poging betaald, een 20e-eeuwse kast |
AMOUNT | I paid 75.00 today | 75.00
AMOUNT | ik heb 89.50 vandaag overgemaakt, voor 25.00 besteld | 89.50, 25.00
AMOUNT | een 18 ct gouden ketting, 15 pop figuren |
AMOUNT | vierduizend drie honderd euro | vierduizend drie honderd euro
AMOUNT | 0.0015 btc en 1,2345 BTC | 0.0015 btc, 1,2345 BTC
AMOUNT | vijftig mensen, twintig jaar, honderd procent betaald |
AMOUNT | mijn 3 pond kaas betaald |
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
