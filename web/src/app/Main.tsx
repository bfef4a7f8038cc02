import { useEffect, useRef, type ReactNode } from 'react'
import { commentInAddress } from '../api/posts'
import './Main.css'

/**
 * The page itself. A new page gets the focus, so that a screen reader starts at its beginning; going back keeps the
 * scroll position.
 */
export function Main({ path, children }: { path: string; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const wentBack = useRef(false)
  useEffect(() => {
    const onPopState = () => void (wentBack.current = true)
    window.addEventListener('popstate', onPopState)
    return () => window.removeEventListener('popstate', onPopState)
  }, [])
  useEffect(() => {
    if (!isFirst.current && !wentBack.current) {
      main.current!.focus({ preventScroll: true })
      if (!commentInAddress()) window.scrollTo(0, 0)
    }
    isFirst.current = wentBack.current = false
  }, [path])
  return (
    <main id="main" ref={main} tabIndex={-1}>
      {children}
    </main>
  )
}
