import './Chart.css'

const width = 240
const height = 48

/** A line over time. The numbers are beside it. */
export function Chart({ label, values }: { label: string; values: number[] }) {
  // A single sample, or none, is drawn as a flat line.
  if (values.length < 2) values = [values[0] ?? 0, values[0] ?? 0]
  const top = Math.max(...values, 1e-9)
  const step = width / (values.length - 1)
  const points = values.map((value, place) => `${(place * step).toFixed(1)},${yOf(value, top)}`)
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polygon points={`0,${height} ${points.join(' ')} ${width},${height}`} />
      <polyline points={points.join(' ')} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

const yOf = (value: number, top: number) => (height - 2 - (value / top) * (height - 6)).toFixed(1)
