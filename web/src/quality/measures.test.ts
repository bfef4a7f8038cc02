import { expect, test } from 'vitest'
import { formatMeasure, latestOf, measureGroups, startsOf, valuesAt } from './measures'
import { en } from '../text/en'

const noon = Date.parse('2026-03-08T12:34:56Z')

test('the hours of a day that are over, and the days of a week', () => {
  const hours = startsOf({ bucket: 'hour' }, noon).map((start) => new Date(start).toISOString())
  expect([hours.length, hours[0], hours.at(-1)]).toEqual([24, '2026-03-07T12:00:00.000Z', '2026-03-08T11:00:00.000Z'])
  const days = startsOf({ bucket: 'day' }, noon).map((start) => new Date(start).toISOString())
  expect([days.length, days[0], days.at(-1)]).toEqual([7, '2026-03-01T00:00:00.000Z', '2026-03-07T00:00:00.000Z'])
})

test('an hour without a point, or without the measure, is a gap', () => {
  const starts = startsOf({ bucket: 'hour' }, noon).slice(-3)
  const series = [
    { from: '2026-03-08T09:00:00Z', answered: 0.5 },
    { from: '2026-03-08T11:00:00Z', answered: null },
  ]
  const values = valuesAt(series as never, starts, (point) => point.answered)
  expect(values).toEqual([0.5, null, null])
  expect(latestOf(values)).toBe(0.5)
  expect(latestOf([null])).toBeNull()
})

test('each measure is shown once, in its unit', () => {
  expect(Object.values(measureGroups).flat().sort()).toEqual(Object.keys(en.quality.measures).sort())
  expect(formatMeasure('answered', 0.416, 'en')).toBe('42%')
  expect(formatMeasure('mean_depth', 2.04, 'en')).toBe('2')
  expect(formatMeasure('latency_seconds', 3.26, 'en')).toBe('3.3 s')
  expect(formatMeasure('usd_per_answered_comment', 0.0012, 'en')).toBe('$0.0012')
})
