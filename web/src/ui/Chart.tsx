import { stretchesOf } from './stretches'
import './Chart.css'

const width = 240
const height = 48

/** A line over time, with gaps where there is no value. The numbers are beside it. */
export function Chart({ label, values }: { label: string; values: (number | null)[] }) {
  // A single sample, or none, is drawn as a flat line.
  if (values.length < 2) values = [values[0] ?? 0, values[0] ?? 0]
  const top = Math.max(...values.map((value) => value ?? 0), 1e-9)
  const step = width / (values.length - 1)
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {stretchesOf(values).map(({ start, values }) => {
        // One value between gaps is as wide as half a step to each side.
        const [first, last] = values.length === 1 ? [start - 0.5, start + 0.5] : [start, start + values.length - 1]
        const shown = values.length === 1 ? [values[0]!, values[0]!] : values
        const points = shown.map((value, place) => {
          const x = first + (place * (last - first)) / (shown.length - 1)
          return `${(x * step).toFixed(1)},${yOf(value, top)}`
        })
        const ends = [first, last].map((place) => `${(place * step).toFixed(1)},${height}`)
        return (
          <g key={start}>
            <polygon points={[ends[0], ...points, ends[1]].join(' ')} />
            <polyline points={points.join(' ')} vectorEffect="non-scaling-stroke" />
          </g>
        )
      })}
    </svg>
  )
}

const yOf = (value: number, top: number) => (height - 2 - (value / top) * (height - 6)).toFixed(1)
