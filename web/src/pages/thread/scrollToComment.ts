import type { Row } from './commentTree'

export const chunkSize = 30

export const chunkId = (place: number) => `chunk-${Math.floor(place / chunkSize)}`

/** Brings a comment into view and gives it the focus; what is far away has to be drawn first. */
export async function reveal(id: string, rows: Row[]) {
  const place = rows.findIndex((row) => row.comment.id === id)
  for (let frame = 0; frame < 90; frame++) {
    const element = document.getElementById(id)
    if (element) {
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches || frame > 0
      element.scrollIntoView({ block: 'center', behavior: isCalm ? 'instant' : 'smooth' })
      element.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true })
      element.classList.add('is-found')
      setTimeout(() => element.classList.remove('is-found'), 2400)
      return
    }
    document.getElementById(chunkId(Math.max(0, place)))?.scrollIntoView({ block: 'center', behavior: 'instant' })
    await new Promise(requestAnimationFrame)
  }
}
