import { expect, test } from 'vitest'
import { formatDuration, formatNumber, formatRelativeTime, formatUsd } from './format'

// At noon where the test runs, so that the date is the same everywhere.
const now = new Date(2026, 2, 10, 12).getTime()
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()

test.each([
  [0, 'now'],
  [49, 'now'],
  [120, '2 min. ago'],
  [3 * 3600, '3 hr. ago'],
  [26 * 3600, 'yesterday'],
  [9 * 86_400, 'March 1, 2026'],
])('%d seconds ago is %o', (seconds, text) => expect(formatRelativeTime(ago(seconds), now, 'en')).toBe(text))

test('the words of a time are those of the language', () => {
  expect(formatRelativeTime(ago(3 * 3600), now, 'zh')).toBe('3小时前')
})

test.each([
  [0, '00:00'],
  [61_001, '01:02'],
  [3_723_000, '1:02:03'],
])('%d ms are %o', (ms, text) => expect(formatDuration(ms)).toBe(text))

test('an amount of money has as many digits as it needs', () => {
  expect(formatUsd(0.0012, 'en')).toBe('$0.0012')
  expect(formatUsd(1.5, 'zh')).toBe('$1.50')
})

test('a number has no more digits than asked for', () => {
  expect(formatNumber(1234.567, 'en')).toBe('1,235')
  expect(formatNumber(0.456, 'en', 2)).toBe('0.46')
})
