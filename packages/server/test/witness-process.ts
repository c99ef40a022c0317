/** A server that is nothing but a witness, for a test that needs two of them. Takes its order as JSON, prints its address. */
import fastify from 'fastify'
import pg from 'pg'
import { addWitness } from '../src/api/witness.ts'
import { openSecrets } from '../src/secrets.ts'
import { openWitness } from '../src/witness.ts'

/** A database, the folder of the secret, and the list of logs. */
export type WitnessOrder = { readonly url: string; readonly data: string; readonly logs: string }

const { url, data, logs } = JSON.parse(process.argv[2] ?? '{}') as WitnessOrder
const pool = new pg.Pool({ connectionString: url, max: 4 })
pool.on('error', () => {})
const secrets = openSecrets(data, undefined)
const app = fastify()
const config = { witness: { logs, name: 'witness.example/one' } }
const witness = await openWitness(config, secrets, pool, () => new Date())
if (witness !== undefined) await app.register(async desk => addWitness(desk, witness), { prefix: '/witness' })
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
