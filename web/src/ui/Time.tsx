import { useEffect } from 'react'
import { choices, type Language } from '../state/preferences'
import { createStore } from '../state/store'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
]

const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en' }
const now = createStore(Date.now())
let watchers = 0
let clock: ReturnType<typeof setInterval> | undefined

/** When something was, as people say it; the exact time on hover. */
export function Time({ at }: { at: string }) {
  const { language } = choices.use()
  const current = useNow()
  return (
    <time dateTime={at} title={absolute(at, language)}>
      {relative(at, Math.max(current, Date.parse(at)), language)}
    </time>
  )
}

/** Within the last ten minutes. */
export const useIsRecent = (at: string) => useNow() - Date.parse(at) < 600_000

// All of a page's times move on together.
function useNow() {
  useEffect(() => {
    if (watchers++ === 0) clock = setInterval(() => now.set(Date.now()), 20_000)
    return () => {
      if (--watchers === 0) clearInterval(clock)
    }
  }, [])
  return now.use()
}

export function absolute(at: string, language: Language) {
  return new Intl.DateTimeFormat(tags[language], { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(at))
}

export function day(at: string, language: Language) {
  return new Intl.DateTimeFormat(tags[language], { dateStyle: 'long' }).format(new Date(at))
}

export function relative(at: string, current: number, language: Language) {
  let amount = Math.round((Date.parse(at) - current) / 1000)
  const format = new Intl.RelativeTimeFormat(tags[language], { numeric: 'auto', style: 'short' })
  // Seconds would be a restless thing to read.
  if (amount > -50) return format.format(0, 'second')
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return format.format(amount, unit)
    amount = Math.round(amount / size)
  }
  return day(at, language)
}

export const number = (value: number, language: Language, digits = 0) =>
  new Intl.NumberFormat(tags[language], { maximumFractionDigits: digits }).format(value)

export const usd = (value: number, language: Language) =>
  new Intl.NumberFormat(tags[language], {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: value < 0.1 ? 4 : 2,
    maximumFractionDigits: value < 0.1 ? 4 : 2,
  }).format(value)
