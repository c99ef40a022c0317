import type { ComponentChildren } from 'preact'

/** A message that stands apart: `status` is read out by a screen reader when the page comes, without haste. */
export const Notice = ({
  kind,
  children,
  live = false,
}: {
  readonly kind: 'info' | 'ok' | 'warning'
  readonly live?: boolean
  readonly children: ComponentChildren
}) => (
  <div class={`utrecht-alert utrecht-alert--${kind} tb-notice`} role={live ? 'status' : undefined}>
    <div class="utrecht-alert__content">{children}</div>
  </div>
)
