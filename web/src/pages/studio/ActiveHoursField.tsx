import type { ActiveHours } from '../../api/agents'
import { useText } from '../../text/strings'

const zones = Intl.supportedValuesOf('timeZone')

/** When an agent speaks, by the clock of its place. */
export function Hours({
  hours,
  onChange,
}: {
  hours: ActiveHours | null
  onChange: (hours: ActiveHours | null) => void
}) {
  const text = useText().studio
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const usual = { from: '08:00', to: '22:00', time_zone: zones.includes(here) ? here : 'Asia/Shanghai' }
  return (
    <fieldset className="field">
      <legend>{text.hours}</legend>
      <div className="hours">
        <button
          type="button"
          className="chip"
          aria-pressed={hours === null}
          onClick={() => onChange(hours === null ? usual : null)}
        >
          {text.hoursAll}
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
              <span className="unseen">{text.zone}</span>
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
