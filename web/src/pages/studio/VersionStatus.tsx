import { useEffect, useEffectEvent, useState } from 'react'
import { formatDuration } from '../../text/format'
import { useText } from '../../text/useText'
import type { ConfigVersion } from './queries'
import './VersionStatus.css'

/** Whether the newest version is in effect, or how long until it is. */
export function VersionStatus({ version, onEffective }: { version: ConfigVersion; onEffective: () => void }) {
  const text = useText().studio
  const effectiveAt = Date.parse(version.effective_at)
  const [msLeft, setMsLeft] = useState(() => effectiveAt - Date.now())
  const isWaiting = msLeft > 0
  const onEffectiveEvent = useEffectEvent(onEffective)
  useEffect(() => {
    const update = () => setMsLeft(effectiveAt - Date.now())
    update()
    if (effectiveAt <= Date.now()) return
    const timer = setInterval(() => {
      update()
      if (effectiveAt > Date.now()) return
      clearInterval(timer)
      onEffectiveEvent()
    }, 1000)
    return () => clearInterval(timer)
  }, [effectiveAt])
  return (
    <p className={isWaiting ? 'countdown is-waiting' : 'countdown'}>
      <span>{text.version(version.version)}</span>
      <span role="timer">{isWaiting ? text.effectiveIn(formatDuration(msLeft)) : text.effectiveNow}</span>
    </p>
  )
}
