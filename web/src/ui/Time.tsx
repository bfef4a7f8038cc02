import { useEffect } from 'react'
import { preferences } from '../state/preferences'
import { createStore } from '../state/store'
import { formatDateTime, formatRelativeTime } from '../text/format'

const now = createStore(Date.now())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** How long ago something was, with the exact time as its title. */
export function Time({ at }: { at: string }) {
  const { language } = preferences.use()
  const current = useNow()
  return (
    <time dateTime={at} title={formatDateTime(at, language)}>
      {formatRelativeTime(at, Math.max(current, Date.parse(at)), language)}
    </time>
  )
}

/** Whether it was within the last ten minutes. */
export const useIsRecent = (at: string) => useNow() - Date.parse(at) < 600_000

// One timer for all times of the page, so that they change together.
function useNow() {
  useEffect(() => {
    if (users++ === 0) timer = setInterval(() => now.set(Date.now()), 20_000)
    return () => {
      if (--users === 0) clearInterval(timer)
    }
  }, [])
  return now.use()
}
