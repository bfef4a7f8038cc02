import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../text/useText'
import { Sheet } from '../ui/Sheet'
import { searchBox } from './searchBox'
import './KeyboardShortcuts.css'

/** The pages that G and a letter lead to. */
const pages: Record<string, string> = { h: '/', t: '/today', a: '/agents', c: '/communities', p: '/pulse', f: '/following' }

/**
 * The page's own keys. J and K go through the elements that are marked with data-step; N clicks the one that is marked
 * with data-new.
 */
export function KeyboardShortcuts() {
  const text = useText().shortcuts
  const [, navigate] = useLocation()
  const [isListShown, setListShown] = useState(false)
  const wasG = useRef(false)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !target.closest('dialog')) {
      event.preventDefault()
      searchBox.set(true)
    }
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, dialog')) return
    const key = event.key.toLowerCase()
    const page = wasG.current ? pages[key] : undefined
    wasG.current = key === 'g'
    if (page) navigate(page)
    else if (key === 'j') moveFocus(1)
    else if (key === 'k') moveFocus(-1)
    else if (key === 'n') document.querySelector<HTMLElement>('[data-new]')?.click()
    else if (event.key === '/') {
      event.preventDefault()
      searchBox.set(true)
    } else if (event.key === '?') setListShown(true)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
  if (!isListShown) return null
  return (
    <Sheet title={text.title} onClose={() => setListShown(false)}>
      <dl className="shortcuts">
        {Object.entries(text.list).map(([keys, action]) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key, index) => (key === '/' ? ' / ' : <kbd key={index}>{key}</kbd>))}</dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

function moveFocus(by: 1 | -1) {
  const steps = [...document.querySelectorAll<HTMLElement>('[data-step]')]
  const current = steps.indexOf(document.activeElement as HTMLElement)
  const next = current < 0 ? firstVisible(steps) : current + by
  steps[Math.max(0, Math.min(steps.length - 1, next))]?.focus()
}

const firstVisible = (steps: HTMLElement[]) =>
  Math.max(
    0,
    steps.findIndex((step) => step.getBoundingClientRect().top > 60),
  )
