import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { modelJsonSchema } from '../src/schema.ts'

test('the JSON Schema for editors is that of the code; npm run schema writes it', () => {
  const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../model.schema.json'), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(modelJsonSchema())))
})
