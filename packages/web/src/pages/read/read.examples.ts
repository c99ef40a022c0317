import type { Example } from '../../examples/site.ts'
import { renderRead } from './read.tsx'

export const readExamples: readonly Example[] = [
  { name: 'read', html: ({ frame, switchGate: gate }) => renderRead({ frame, gate, text: '', problems: [] }) },
  {
    name: 'read-found',
    html: ({ frame, switchGate: gate, story, texts, said }) =>
      renderRead({
        frame,
        gate,
        text: story,
        problems: [],
        found: {
          texts,
          model: texts['model.title'] ?? '',
          reading: {
            lang: 'nl',
            observations: [
              {
                id: 'paid',
                value: 'yes',
                ...said('paid'),
                confidence: 0.98,
                reasons: [
                  { feature: 'pattern @ik|@heb .. @betaald', weight: 3.214 },
                  { feature: 'words meteen overgemaakt', weight: 1.5 },
                  { feature: 'elsewhere received=no', weight: 0.34 },
                  { feature: 'elsewhere role seller', weight: -0.4 },
                  { feature: 'elsewhere role buyer', weight: 0.2 },
                ],
              },
              { id: 'received', value: 'no', ...said('nothing'), confidence: 0.91, reasons: [] },
            ],
            entities: [{ type: 'AMOUNT', text: '250 euro', start: 0, end: 8, confidence: 0.99 }],
            dates: [],
          },
        },
      }),
  },
]
