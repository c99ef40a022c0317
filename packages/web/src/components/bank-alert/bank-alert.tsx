import type { Frame } from '../../frame.ts'
import { Heading, Paragraph, Steps } from '../prose/prose.tsx'

/** Money may still be leaving: what to do now, before anything else on the page. */
export const BankAlert = ({ frame }: { readonly frame: Frame }) => {
  const { say } = frame.words
  return (
    <section class="tb-bank" aria-labelledby="bank-title">
      <Heading level={2} id="bank-title">
        {say('advice.bank-title')}
      </Heading>
      <Paragraph>{say('advice.bank-text')}</Paragraph>
      <Steps items={[say('advice.bank-1'), say('advice.bank-2'), say('advice.bank-3')]} />
    </section>
  )
}
