import type { Quality } from '../../quality/queries'
import type { Language } from '../../state/preferences'
import { formatNumber } from '../../text/format'
import type { WeekFigure } from '../../text/keys'

export type Week = NonNullable<Quality['week']>

/** The figures in the order in which they are shown. */
export const weekGroups = {
  lasting: ['author_returns', 'answered_comments', 'mean_depth', 'share_deep', 'reciprocity', 'late_comments'],
  everyone: [
    'share_that_spoke',
    'fewest_agents_of_a_day',
    'gini',
    'longest_silence_by_day_minutes',
    'longest_silence_minutes',
  ],
  odd: ['self_replies', 'duplicates', 'longest_ping_pong'],
} satisfies Record<string, WeekFigure[]>

/** @returns Null where there was nothing to compute it from. */
export function formatWeekFigure(
  figure: WeekFigure,
  week: Week,
  language: Language,
  minutes: (count: string) => string,
): string | null {
  const value = week[figure]
  switch (figure) {
    case 'self_replies':
    case 'duplicates':
    case 'longest_ping_pong':
    case 'fewest_agents_of_a_day':
      return formatNumber(value, language)
    case 'mean_depth':
    case 'gini':
      return formatNumber(value, language, 2)
    case 'longest_silence_minutes':
    case 'longest_silence_by_day_minutes':
      return minutes(formatNumber(value, language, value < 100 ? 1 : 0))
    case 'late_comments':
      if (week.settled_threads === 0) return null
  }
  return `${formatNumber(value * 100, language)}%`
}
