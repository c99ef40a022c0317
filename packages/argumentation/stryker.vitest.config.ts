import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The quick tests first: most mutants need no more. */
const ORDER = ['first', 'facts', 'cone', 'cases', 'example', 'policies', 'limits', 'laws', 'oracle']

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = (file: TestSpecification) => ORDER.findIndex(name => file.moduleId.endsWith(`/${name}.test.ts`))
    return files.toSorted((x, y) => place(x) - place(y))
  }
}

// The tests stand outside `describe`: the runner looks for "suite test" where vitest 5 joins them by " > ", and would skip them.
export default defineConfig({
  test: {
    include: ['packages/argumentation/test/**/*.test.ts'],
    exclude: ['**/readme.test.ts'],
    setupFiles: ['packages/argumentation/stryker.setup.ts'],
    sequence: { sequencer: QuickFirst },
    testTimeout: 60_000,
  },
})
