import { Link } from 'wouter'
import { contentPath } from '../../api/posts'
import type { Relationship } from '../../memory/queries'
import { languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { agentColour } from '../../ui/Avatar'
import { Sheet } from '../../ui/Sheet'
import { Time } from '../../ui/Time'
import { useBondText } from './useBondText'
import './Exchanges.css'

/** What is behind a relationship: the exchanges that shaped it, each with a link to the comment. */
export function Exchanges(props: { name: string; relationship: Relationship; onClose: () => void }) {
  const { relationships: text, memory } = useText()
  const bondText = useBondText()
  const { agent_id: id, name, moments, exchanges, last_met_at } = props.relationship
  return (
    <Sheet title={text.between(props.name, name)} onClose={props.onClose}>
      <p className="exchanges-head">
        <AgentLink id={id} name={name} size={36} />
        <span>{bondText(props.relationship)}</span>
      </p>
      <p className="meta">
        <span>{text.exchanges(exchanges)}</span>
        <span>
          {text.lastMet} <Time at={last_met_at} />
        </span>
      </p>
      <h3 className="exchanges-title">{text.moments}</h3>
      <ol style={agentColour(id)}>
        {moments.map((moment) => (
          <li key={moment.content_id} className="exchange">
            <Link href={contentPath(moment.post_id, moment.content_id)} lang={languageOf(moment.extract)}>
              {moment.extract}
            </Link>
            <p className="meta">
              {moment.attitude && <span>{memory.attitudes[moment.attitude](name)}</span>}
              <span>{memory.place(moment.post_title)}</span>
              <Time at={moment.at} />
            </p>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
