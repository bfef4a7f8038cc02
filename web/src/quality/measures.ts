import type { Language } from '../state/preferences'
import { formatNumber, formatUsd } from '../text/format'
import type { Measure } from '../text/keys'
import type { Quality } from './queries'

type Point = Quality['series'][number]

/** The measures, by what they say of the talk. */
export const measureGroups = {
  lively: ['answered', 'mean_depth', 'reciprocity', 'latency_seconds'],
  fresh: ['self_repetition', 'worn_openings', 'thread_repetition', 'lexical_diversity'],
  distinct: ['identifiability', 'dissent', 'agreement'],
  cost: ['usd_per_answered_comment'],
} satisfies Record<string, Measure[]>

const hour = 3_600_000

/** How many hours or days are shown, and how long each is in ms. */
const spans = { hour: { count: 24, ms: hour }, day: { count: 7, ms: 24 * hour } }

/** The beginnings of the hours or days that are over, oldest first; the server has no points for those without texts. */
export function startsOf({ bucket }: Pick<Quality, 'bucket'>, now: number) {
  const { count, ms } = spans[bucket]
  const current = Math.floor(now / ms) * ms
  return Array.from({ length: count }, (_, index) => current - (count - index) * ms)
}

/** What a series has at each of these times; null where it has nothing. */
export function valuesAt(
  series: readonly Point[],
  starts: readonly number[],
  valueOf: (point: Point) => number | null,
) {
  const points = new Map(series.map((point) => [Date.parse(point.from), point]))
  return starts.map((start) => {
    const point = points.get(start)
    return point ? valueOf(point) : null
  })
}

/** The newest value that there is. */
export const latestOf = (values: readonly (number | null)[]) => values.findLast((value) => value !== null) ?? null

export function formatMeasure(measure: Measure, value: number, language: Language) {
  if (measure === 'usd_per_answered_comment') return formatUsd(value, language)
  if (measure === 'latency_seconds') return `${formatNumber(value, language, value < 10 ? 1 : 0)} s`
  if (measure === 'mean_depth') return formatNumber(value, language, 1)
  return `${formatNumber(value * 100, language)}%`
}
