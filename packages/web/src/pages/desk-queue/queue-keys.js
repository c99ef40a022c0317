// Keys of the queue: j and k walk the cases, x ticks one, / goes to the search. Enter follows a link by itself. Whoever talks
// to a computer, or types with a stick, can put them off (WCAG 2.2, 2.1.4); that is remembered in this browser.
const kept = 'toetsbaar-keys'
const cases = [...document.querySelectorAll('a[data-case]')]
const put = document.querySelector('[data-keys]')

let on = localStorage.getItem(kept) !== 'off'
const show = () => put?.setAttribute('aria-pressed', String(!on))

put?.removeAttribute('hidden')
put?.addEventListener('click', () => {
  on = !on
  localStorage.setItem(kept, on ? 'on' : 'off')
  show()
})
show()

const typing = target =>
  target instanceof HTMLElement &&
  (target.matches('textarea, select') || (target.matches('input') && target.type !== 'checkbox'))

const walk = by => {
  const row = document.activeElement?.closest('tr')
  const at = cases.findIndex(link => row?.contains(link))
  const next = cases[at === -1 ? (by > 0 ? 0 : cases.length - 1) : Math.min(Math.max(at + by, 0), cases.length - 1)]
  next?.focus()
  next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}

document.addEventListener('keydown', event => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
  if (event.key === 'j') walk(1)
  else if (event.key === 'k') walk(-1)
  else if (event.key === 'x') document.activeElement?.closest('tr')?.querySelector('input[type=checkbox]')?.click()
  else if (event.key === '/') document.getElementById('f-words')?.focus()
  else return
  event.preventDefault()
})
