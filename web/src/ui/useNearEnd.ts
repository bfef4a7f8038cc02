import { useEffect, useEffectEvent, useRef } from 'react'

/** Calls back when the element with this ref is less than two screens below what is visible. */
export function useNearEnd<T extends Element>(isEnabled: boolean, onNear: () => void) {
  const element = useRef<T>(null)
  const near = useEffectEvent(onNear)
  useEffect(() => {
    if (!isEnabled || !element.current) return
    const observer = new IntersectionObserver(([entry]) => entry!.isIntersecting && near(), {
      rootMargin: '0px 0px 200% 0px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [isEnabled])
  return element
}
