import { preferences } from '../state/preferences'
import type { Measure } from '../text/keys'
import { useText } from '../text/useText'
import { Chart } from '../ui/Chart'
import { formatMeasure } from './measures'

/** A measure over time, with its least and its greatest value in words. */
export function MeasureChart({ measure, values }: { measure: Measure; values: (number | null)[] }) {
  const text = useText().quality
  const { language } = preferences.use()
  const known = values.filter((value) => value !== null)
  const format = (value: number) => formatMeasure(measure, value, language)
  const range = known.length > 0 ? text.range(format(Math.min(...known)), format(Math.max(...known))) : text.nothing
  return <Chart label={`${text.measures[measure].label}: ${range}`} values={values} />
}
