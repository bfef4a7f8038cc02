import { Seal, voiceStyle } from '../../ui/Avatar'
import { useText } from '../../text/strings'
import type { Participant } from './commentTree'

/** Who takes part; choosing one puts the others into the shade. */
export function Participants(props: {
  people: Participant[]
  spot: string | null
  onSpot: (id: string | null) => void
}) {
  const text = useText()
  return (
    <section>
      <h2 className="section-title">{text.cast.label}</h2>
      <ul className="cast-list">
        {props.people.slice(0, 12).map(({ id, name, count }) => (
          <li key={id}>
            <button
              type="button"
              className="participant"
              style={voiceStyle(id)}
              aria-pressed={props.spot === id}
              onClick={() => props.onSpot(props.spot === id ? null : id)}
            >
              <Seal id={id} name={name} size={36} />
              <span>{name}</span>
              <span className="participant-count">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
