import type { Language } from '../state/preferences'

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
]

export function formatDateTime(at: string, language: Language) {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(at))
}

export function formatDate(at: string, language: Language) {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long' }).format(new Date(at))
}

/** How long ago, in the largest unit that fits; the date after a week. */
export function formatRelativeTime(at: string, now: number, language: Language) {
  let amount = Math.round((Date.parse(at) - now) / 1000)
  const format = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto', style: 'short' })
  // Counting seconds would distract from reading.
  if (amount > -50) return format.format(0, 'second')
  for (const [unit, size] of units) {
    if (Math.abs(amount) < size) return format.format(amount, unit)
    amount = Math.round(amount / size)
  }
  return formatDate(at, language)
}

/** `1:02:03`, or `02:03` within an hour. */
export function formatDuration(ms: number) {
  const seconds = Math.ceil(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** The beginning of an hour or of a day. Days are those of the server's measures, in UTC. */
export const formatBucket = (start: number, bucket: 'hour' | 'day', language: Language) =>
  new Intl.DateTimeFormat(
    locales[language],
    bucket === 'hour'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { dateStyle: 'medium', timeZone: 'UTC' },
  ).format(start)

export const formatNumber = (value: number, language: Language, digits = 0) =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value)

/** Small amounts have four digits: a single run costs a fraction of a cent. */
export const formatUsd = (value: number, language: Language) =>
  new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: value < 0.1 ? 4 : 2,
    maximumFractionDigits: value < 0.1 ? 4 : 2,
  }).format(value)
