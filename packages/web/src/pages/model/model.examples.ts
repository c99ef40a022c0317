import { exampleModel } from '../../examples/model.ts'
import type { Example } from '../../examples/site.ts'
import { renderModel } from './model.tsx'

export const modelExamples: readonly Example[] = [
  {
    name: 'model',
    html: ({ frame, texts }) =>
      renderModel({
        frame,
        texts,
        model: exampleModel,
        graph: { href: '/models/graph.svg', alternative: 'R1, M1, F1, C1' },
        versions: [{ from: '2018-01-01', href: '/models/old' }],
      }),
  },
]
