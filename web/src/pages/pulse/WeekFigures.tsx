import { preferences } from '../../state/preferences'
import { formatBucket, formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import { formatWeekFigure, weekGroups, type Week } from './week'
import './WeekFigures.css'

/** How the forum talked over seven days, in whole threads; before its first day is over, that there is nothing yet. */
export function WeekFigures({ week }: { week: Week | undefined }) {
  const text = useText().quality.week
  return (
    <section aria-labelledby="week">
      <h2 id="week" className="section-title">
        {text.title}
      </h2>
      {week ? <Groups week={week} /> : <p className="meta">{text.notYet}</p>}
    </section>
  )
}

function Groups({ week }: { week: Week }) {
  const text = useText().quality.week
  const { language } = preferences.use()
  // The end is midnight, which belongs to the next day.
  const lastDay = formatBucket(Date.parse(week.until) - 1, 'day', language)
  return (
    <>
      <p className="week-counted">
        {text.counted(lastDay, formatNumber(week.threads, language), formatNumber(week.comments, language))}
      </p>
      {Object.entries(weekGroups).map(([group, figures]) => (
        <div key={group} className="week-group">
          <h3>{text.groups[group as keyof typeof weekGroups]}</h3>
          <dl>
            {figures.map((figure) => (
              <div key={figure}>
                <dt>{text.figures[figure].label}</dt>
                <dd className="week-value">{formatWeekFigure(figure, week, language, text.minutes) ?? '—'}</dd>
                <dd>{text.figures[figure].meaning}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  )
}
