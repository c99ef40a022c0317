import type { Example } from '../../examples/site.ts'
import { renderWorryForm, renderWorrySent } from './register-worry.tsx'

const by = new Date('2026-12-24T12:00:00Z')

export const registerWorryExamples: readonly Example[] = [
  {
    name: 'register-worry',
    html: ({ frame, switchGate, given }) =>
      renderWorryForm({
        frame,
        gate: switchGate,
        system: given('Area forecast'),
        text: '',
        problems: [],
        by,
        back: '/register/x',
      }),
  },
  {
    name: 'register-worry-failed',
    html: ({ frame, switchGate, given }) =>
      renderWorryForm({
        frame,
        gate: switchGate,
        system: 'Area forecast',
        text: given('?'),
        problems: [{ field: 'text', code: 'placeholder' }],
        by,
        back: '/register/x',
      }),
  },
  {
    name: 'register-worry-sent',
    html: ({ frame, given, alert }) =>
      renderWorrySent({
        frame,
        system: 'Area forecast',
        number: '4F7K-2QWX',
        by,
        at: new Date('2026-11-12T12:00:00Z'),
        text: given('Why does my street get more patrols?'),
        masked: true,
        alerts: [alert],
        entry: '/register/x',
      }),
  },
]
