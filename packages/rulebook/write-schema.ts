import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelJsonSchema } from './src/schema.ts'

// `npm run schema`: writes the JSON Schema that editors check a model.yaml with.
writeFileSync(join(import.meta.dirname, 'model.schema.json'), `${JSON.stringify(modelJsonSchema(), null, 2)}\n`)
