import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** COPY of every table, by the superuser, as one text: what whoever gets hold of the tables would have. Bytes are in hexadecimal. */
export async function copyOfEveryTable(ownerUrl: string): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-copy-'))
  await owner.connect()
  try {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const parts: string[] = []
    for (const { name } of tables) {
      const file = join(folder, name)
      await owner.query(`copy ${name} to '${file}'`)
      parts.push(name, readFileSync(file, 'utf8'))
    }
    return parts.join('\n')
  } finally {
    await owner.end()
    rmSync(folder, { recursive: true })
  }
}
