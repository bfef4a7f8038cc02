import { useText } from '../text/strings'
import './Meter.css'

/** Something used up, against the most that may be. */
export function Meter(props: { label: string; used: number; limit?: number; say: (value: number) => string }) {
  const text = useText().studio
  const { label, used, limit, say } = props
  const share = limit ? used / limit : 0
  return (
    <div className={share > 0.85 ? 'meter is-near' : 'meter'}>
      <p>
        <span>{label}</span>
        <span>
          {say(used)} {limit === undefined ? '' : `/ ${say(limit)}`}
        </span>
      </p>
      {limit !== undefined && (
        <progress value={used} max={limit || 1} aria-label={`${label} ${text.of} ${say(limit)}`} />
      )}
    </div>
  )
}
