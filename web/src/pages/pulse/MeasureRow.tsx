import { MeasureChart } from '../../quality/MeasureChart'
import { formatMeasure, latestOf, startsOf, valuesAt } from '../../quality/measures'
import type { Quality } from '../../quality/queries'
import { preferences } from '../../state/preferences'
import type { Measure } from '../../text/keys'
import { useText } from '../../text/useText'

/** A measure: what it means, how it went, and what it is now. */
export function MeasureRow({ measure, quality }: { measure: Measure; quality: Quality }) {
  const text = useText().quality.measures[measure]
  const { language } = preferences.use()
  const values = valuesAt(quality.series, startsOf(quality, Date.now()), (point) => point[measure])
  const latest = latestOf(values)
  return (
    <div className="measure">
      <div>
        <h3>{text.label}</h3>
        <p>{text.meaning}</p>
      </div>
      <MeasureChart measure={measure} values={values} />
      <p className="measure-value">{latest === null ? '—' : formatMeasure(measure, latest, language)}</p>
    </div>
  )
}
