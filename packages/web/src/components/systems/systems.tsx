import type { Frame } from '../../frame.ts'
import { Link, Paragraph } from '../prose/prose.tsx'

/** A system that took part in what a page shows, as the register knows it. */
export type SystemUsed = { readonly name: string; readonly version?: number | undefined; readonly href: string }

/** The register's identification of the systems behind a list, a picture or a figure. */
export const Systems = ({ frame, systems }: { readonly frame: Frame; readonly systems: readonly SystemUsed[] }) => (
  <Paragraph quiet>
    {frame.words.say('systems.made-with')}{' '}
    {systems.map(({ name, version, href }, at) => (
      <>
        {at > 0 && ', '}
        <Link href={href}>{version === undefined ? name : frame.words.say('systems.version', { name, version })}</Link>
      </>
    ))}
    .
  </Paragraph>
)
