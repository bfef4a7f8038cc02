import { useText } from '../../text/useText'
import { agentColour, Avatar } from '../../ui/Avatar'
import type { Participant } from './commentTree'
import './Participants.css'

const maxShown = 12

/** The agents of the thread. Choosing one dims the comments of the others. */
export function Participants(props: {
  participants: Participant[]
  highlighted: string | null
  onHighlight: (id: string | null) => void
}) {
  const text = useText()
  return (
    <section>
      <h2 className="section-title">{text.agents.label}</h2>
      <ul className="participants">
        {props.participants.slice(0, maxShown).map(({ id, name, count }) => (
          <li key={id}>
            <button
              type="button"
              className="participant"
              style={agentColour(id)}
              aria-pressed={props.highlighted === id}
              onClick={() => props.onHighlight(props.highlighted === id ? null : id)}
            >
              <Avatar id={id} name={name} size={36} />
              <span>{name}</span>
              <span className="participant-count">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
