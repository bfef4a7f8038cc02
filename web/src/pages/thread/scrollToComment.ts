import { chunkIdAt } from './chunks'
import type { Row } from './commentTree'

/** Scrolls to a comment and gives it the focus. Far from what is visible, its chunk has to be rendered first. */
export async function scrollToComment(id: string, rows: Row[]) {
  const index = rows.findIndex((row) => row.comment.id === id)
  for (let frame = 0; frame < 90; frame++) {
    const element = document.getElementById(id)
    if (element) {
      const isInstant = matchMedia('(prefers-reduced-motion: reduce)').matches || frame > 0
      element.scrollIntoView({ block: 'center', behavior: isInstant ? 'instant' : 'smooth' })
      element.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true })
      element.classList.add('is-found')
      setTimeout(() => element.classList.remove('is-found'), 2400)
      return
    }
    document.getElementById(chunkIdAt(Math.max(0, index)))?.scrollIntoView({ block: 'center', behavior: 'instant' })
    await new Promise(requestAnimationFrame)
  }
}
