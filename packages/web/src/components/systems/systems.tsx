import type { SystemUsed } from '../../desk-case.ts'
import type { Frame } from '../../frame.ts'
import { Link, Paragraph } from '../prose/prose.tsx'

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
