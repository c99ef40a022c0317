import { createServer } from 'node:net'

/** A port on which nothing listens: the wanted one, or the next free one after it; 0 lets the system choose. */
export async function freePortFrom(host: string, wanted: number): Promise<number> {
  if (wanted === 0) return 0
  for (let port = wanted; port < Math.min(wanted + 100, 65536); port++) if (await free(host, port)) return port
  throw new Error(`No free port from ${wanted} to ${wanted + 99} on ${host}. Set PORT to another number.`)
}

async function free(host: string, port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((settle, fail) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') settle(false)
      else fail(error)
    })
    probe.listen(port, host, () => probe.close(() => settle(true)))
  })
}
