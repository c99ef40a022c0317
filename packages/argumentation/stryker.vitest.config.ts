import { defineConfig } from 'vitest/config'

// The tests stand outside `describe`: the runner looks for "suite test" where vitest 5 joins them by " > ", and would skip them.
export default defineConfig({
  test: {
    include: ['packages/argumentation/stryker.tests.ts'],
    setupFiles: ['packages/argumentation/stryker.setup.ts'],
    testTimeout: 60_000,
  },
})
