import type { ComponentChildren } from 'preact'

export type Fact = {
  readonly key: ComponentChildren
  readonly value: ComponentChildren
  readonly action?: ComponentChildren
}

/** Names with their values, a row each, and what can be done with it. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl class="utrecht-data-list tb-facts">
    {facts.map(fact => (
      <div class="tb-facts__row">
        <dt class="utrecht-data-list__item-key">{fact.key}</dt>
        <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{fact.value}</dd>
        {fact.action !== undefined && (
          <dd class="utrecht-data-list__actions utrecht-data-list__actions--html-dd">{fact.action}</dd>
        )}
      </div>
    ))}
  </dl>
)
