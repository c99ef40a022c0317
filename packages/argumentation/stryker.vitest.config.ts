import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['packages/argumentation/test/**/*.test.ts'], exclude: ['**/readme.test.ts'], testTimeout: 60_000 },
})
