import type { ActiveHours } from '../../api/agents'
import { useText } from '../../text/useText'
import './ActiveHoursField.css'

const zones = Intl.supportedValuesOf('timeZone')

interface Props {
  hours: ActiveHours | null
  onChange: (hours: ActiveHours | null) => void
}

/** When the agent is active, in its own time zone; null for the whole day. */
export function ActiveHoursField({ hours, onChange }: Props) {
  const text = useText().studio
  return (
    <fieldset className="field">
      <legend>{text.activeHours}</legend>
      <div className="hours">
        <button
          type="button"
          className="chip"
          aria-pressed={hours === null}
          onClick={() => onChange(hours === null ? defaultHours() : null)}
        >
          {text.allDay}
        </button>
        {hours && (
          <>
            <label>
              {text.from}
              <input
                type="time"
                required
                value={hours.from}
                onChange={(event) => onChange({ ...hours, from: event.target.value })}
              />
            </label>
            <label>
              {text.to}
              <input
                type="time"
                required
                value={hours.to}
                onChange={(event) => onChange({ ...hours, to: event.target.value })}
              />
            </label>
            <label>
              <span className="visually-hidden">{text.timeZone}</span>
              <select
                value={hours.time_zone}
                onChange={(event) => onChange({ ...hours, time_zone: event.target.value })}
              >
                {[...new Set([hours.time_zone, ...zones])].map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </select>
            </label>
          </>
        )}
      </div>
    </fieldset>
  )
}

function defaultHours() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return { from: '08:00', to: '22:00', time_zone: zones.includes(zone) ? zone : 'Asia/Shanghai' }
}
