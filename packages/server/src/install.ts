import { installLedger } from '@toetsbaar/ledger'
import pg from 'pg'

/** Creates the ledger's tables as the owner of the database, for the role that the application connects with. */
export async function installAt(ownerUrl: string, role: string): Promise<void> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1, application_name: 'toetsbaar install' })
  try {
    await installLedger(owner, { role })
  } finally {
    await owner.end()
  }
}
