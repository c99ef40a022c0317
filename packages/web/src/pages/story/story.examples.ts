import type { Example } from '../../examples/site.ts'
import { renderStory } from './story.tsx'

const empty = { text: '', limit: 50_000, problems: [], alerts: [], masked: false }

export const storyExamples: readonly Example[] = [
  { name: 'story', html: ({ frame, switchGate: gate }) => renderStory({ ...empty, frame, gate }) },
  {
    name: 'story-empty-sent',
    html: ({ frame, switchGate: gate }) =>
      renderStory({ ...empty, frame, gate, problems: [{ field: 'story', code: 'story-empty' }] }),
  },
  {
    name: 'story-too-long',
    html: ({ frame, switchGate: gate, story }) =>
      renderStory({
        ...empty,
        frame,
        gate,
        text: story,
        problems: [{ field: 'story', code: 'story-too-long', fillings: { limit: 50_000, length: 61_204 } }],
      }),
  },
  {
    name: 'story-help',
    html: ({ frame, switchGate: gate, story, alert }) =>
      renderStory({ ...empty, frame, gate, text: story, alerts: [alert], masked: true }),
  },
]
