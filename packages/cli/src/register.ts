/** `toetsbaar register …`: dossiers, transitions, permits, publication. Gives the exit code. */
export async function register(
  args: string[],
  io: { stdin: () => Promise<string>; out: (s: string) => void; err: (s: string) => void },
): Promise<number> {
  const [verb] = args
  io.err(
    `toetsbaar register: "${verb ?? ''}" is not built yet. Dossiers lie in dossiers/; permits are issued by the running server.`,
  )
  return 2
}
