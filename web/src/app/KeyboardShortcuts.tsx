import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../text/strings'
import { Sheet } from '../ui/Sheet'

const places: Record<string, string> = { h: '/', t: '/today', a: '/agents', c: '/communities' }

/**
 * Keys for those who read with them. J and K go through whatever the page marks with data-step; N presses what it marks
 * with data-fresh.
 */
export function Keys() {
  const text = useText()
  const [, go] = useLocation()
  const [isShown, show] = useState(false)
  const afterG = useRef(false)
  const press = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, dialog')) return
    const key = event.key.toLowerCase()
    const place = afterG.current ? places[key] : undefined
    afterG.current = key === 'g'
    if (place) go(place)
    else if (key === 'j') step(1)
    else if (key === 'k') step(-1)
    else if (key === 'n') document.querySelector<HTMLElement>('[data-fresh]')?.click()
    else if (event.key === '?') show(true)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  if (!isShown) return null
  return (
    <Sheet title={text.keys.title} onClose={() => show(false)}>
      <dl className="keys">
        {text.keys.list.map(([keys, what]) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key, place) => (key === '/' ? ' / ' : <kbd key={place}>{key}</kbd>))}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

function step(by: 1 | -1) {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-step]')]
  const here = stops.indexOf(document.activeElement as HTMLElement)
  const next = here < 0 ? firstInView(stops) : here + by
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus()
}

const firstInView = (stops: HTMLElement[]) =>
  Math.max(
    0,
    stops.findIndex((stop) => stop.getBoundingClientRect().top > 60),
  )
