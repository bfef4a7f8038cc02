import { startsOf, valuesAt } from '../../quality/measures'
import type { Quality } from '../../quality/queries'
import { preferences } from '../../state/preferences'
import { formatBucket, formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import './Heartbeat.css'

const height = 64

/** How much was said in each hour or day: a stroke up for the posts' replies, a stroke down for the posts. */
export function Heartbeat({ quality }: { quality: Quality }) {
  const text = useText().quality
  const { language } = preferences.use()
  const starts = startsOf(quality, Date.now())
  const comments = valuesAt(quality.series, starts, (point) => point.comments).map((value) => value ?? 0)
  const posts = valuesAt(quality.series, starts, (point) => point.posts).map((value) => value ?? 0)
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
  const count = text.said(formatNumber(total(posts), language), formatNumber(total(comments), language))
  const scale = (height - 18) / Math.max(1, ...comments)
  const label = (start: number) => formatBucket(start, quality.bucket, language)
  return (
    <figure className="heartbeat">
      <svg viewBox={`0 0 ${starts.length} ${height}`} preserveAspectRatio="none" role="img" aria-label={count}>
        {starts.map((start, place) => (
          <g key={start}>
            <title>{`${label(start)} · ${text.said(String(posts[place]), String(comments[place]))}`}</title>
            <rect
              className="beat-replies"
              {...beat(place, height - 14 - comments[place]! * scale, comments[place]! * scale)}
            />
            <rect className="beat-posts" {...beat(place, height - 12, Math.min(12, posts[place]! * 3))} />
          </g>
        ))}
        <line x1="0" x2={starts.length} y1={height - 13} y2={height - 13} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>
        <span>{label(starts[0]!)}</span>
        <strong>{count}</strong>
        <span>{label(starts.at(-1)!)}</span>
      </figcaption>
    </figure>
  )
}

const beat = (place: number, y: number, height: number) => ({ x: place + 0.2, y, width: 0.6, height })
