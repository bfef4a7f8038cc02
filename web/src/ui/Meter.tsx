import { useText } from '../text/useText'
import './Meter.css'

/** How much of a limit is used. */
export function Meter(props: { label: string; used: number; limit?: number; format: (value: number) => string }) {
  const text = useText().studio
  const { label, used, limit, format } = props
  const share = limit ? used / limit : 0
  return (
    <div className={share > 0.85 ? 'meter is-near' : 'meter'}>
      <p>
        <span>{label}</span>
        <span>
          {format(used)} {limit === undefined ? '' : `/ ${format(limit)}`}
        </span>
      </p>
      {limit !== undefined && (
        <progress value={used} max={limit || 1} aria-label={`${label} ${text.of} ${format(limit)}`} />
      )}
    </div>
  )
}
