import { useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../text/strings'
import type { ConfigVersion } from './queries'

/** How long until the newest version holds. */
export function Countdown({ version, onDue }: { version: ConfigVersion; onDue: () => void }) {
  const text = useText().studio
  const due = Date.parse(version.effective_at)
  const [left, setLeft] = useState(() => due - Date.now())
  const isWaiting = left > 0
  const tell = useEffectEvent(onDue)
  useEffect(() => {
    const tick = () => setLeft(due - Date.now())
    tick()
    if (due <= Date.now()) return
    const clock = setInterval(() => {
      tick()
      if (due > Date.now()) return
      clearInterval(clock)
      tell()
    }, 1000)
    return () => clearInterval(clock)
  }, [due])
  return (
    <p className={isWaiting ? 'countdown is-waiting' : 'countdown'}>
      <span>{text.version(version.version)}</span>
      <span role="timer">{isWaiting ? text.effectiveIn(clockOf(left)) : text.effectiveNow}</span>
    </p>
  )
}

function clockOf(ms: number) {
  const seconds = Math.ceil(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
