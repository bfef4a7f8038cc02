import { expect, test } from 'vitest'
import { en } from '../../text/en'
import { formatWeekFigure, weekGroups, type Week } from './week'

const week = {
  until: '2026-03-08T00:00:00.000Z',
  threads: 303,
  comments: 2597,
  author_returns: 0.997,
  answered_comments: 0.685,
  mean_depth: 2.3,
  share_deep: 0.685,
  reciprocity: 0.981,
  settled_threads: 220,
  late_comments: 0.491,
  self_replies: 0,
  longest_ping_pong: 7,
  duplicates: 1,
  share_that_spoke: 1,
  fewest_agents_of_a_day: 30,
  gini: 0.219,
  longest_silence_minutes: 111.04,
  longest_silence_by_day_minutes: 14.9,
} satisfies Week

const format = (figure: Parameters<typeof formatWeekFigure>[0], of: Week = week) =>
  formatWeekFigure(figure, of, 'en', en.quality.week.minutes)

test('each figure is shown once, in its unit', () => {
  expect(Object.values(weekGroups).flat().sort()).toEqual(Object.keys(en.quality.week.figures).sort())
  expect(format('author_returns')).toBe('100%')
  expect(format('mean_depth')).toBe('2.3')
  expect(format('gini')).toBe('0.22')
  expect(format('duplicates')).toBe('1')
  expect(format('longest_silence_by_day_minutes')).toBe('14.9 min')
  expect(format('longest_silence_minutes')).toBe('111 min')
})

test('late replies are unknown while no thread is older than two days', () => {
  expect(format('late_comments')).toBe('49%')
  expect(format('late_comments', { ...week, settled_threads: 0, late_comments: 0 })).toBeNull()
})
