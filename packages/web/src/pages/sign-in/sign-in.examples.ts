import type { Example } from '../../examples/site.ts'
import { renderSignIn } from './sign-in.tsx'

export const signInExamples: readonly Example[] = [
  { name: 'sign-in', html: ({ frame }) => renderSignIn({ frame, begin: '/sign-in/begin', signedOut: true }) },
  {
    name: 'sign-in-real',
    html: ({ frame }) =>
      renderSignIn({ frame: { ...frame, demonstration: false }, begin: '/sign-in/begin', signedOut: false }),
  },
  {
    name: 'sign-in-none',
    html: ({ frame }) => renderSignIn({ frame: { ...frame, demonstration: false }, signedOut: false }),
  },
]
