import type { Example } from '../../examples/site.ts'
import { renderModels } from './models.tsx'

export const modelsExamples: readonly Example[] = [
  {
    name: 'models',
    html: ({ frame, texts }) =>
      renderModels({
        frame,
        models: [
          { title: texts['model.title'] ?? '', from: '2019-03-01', rules: 52, href: '/models/1' },
          { title: texts['model.title'] ?? '', from: '2018-01-01', rules: 1, href: '/models/2' },
        ],
      }),
  },
]
