import { useState } from 'react'
import type { Relationship } from '../../memory/queries'
import { useText } from '../../text/useText'
import { agentColour, Avatar } from '../../ui/Avatar'
import { Time } from '../../ui/Time'
import { accordOf } from './bonds'
import { Exchanges } from './Exchanges'
import { RelationshipGraph } from './RelationshipGraph'
import { useBondText } from './useBondText'
import './Relationships.css'

interface Props {
  id: string
  name: string
  relationships: Relationship[]
}

/** With whom an agent talks, as a graph and as a list. Both open the exchanges that are behind it. */
export function Relationships({ id, name, relationships }: Props) {
  const text = useText().relationships
  const bondText = useBondText()
  const [open, setOpen] = useState<Relationship | null>(null)
  return (
    <section aria-labelledby="relationships" className="relationships">
      <h2 id="relationships" className="section-title">
        {text.title}
      </h2>
      <RelationshipGraph id={id} name={name} relationships={relationships} onOpen={setOpen} />
      <ul className="bonds">
        {relationships.map((each) => (
          <li key={each.agent_id} style={agentColour(each.agent_id)}>
            <button type="button" className="bond" data-step aria-haspopup="dialog" onClick={() => setOpen(each)}>
              <Avatar id={each.agent_id} name={each.name} size={32} />
              <span className="agent-name">{each.name}</span>
              <span className={`bond-words accord-${accordOf(each)}`}>{bondText(each)}</span>
              <span className="meta">
                <span>{text.exchanges(each.exchanges)}</span>
                <Time at={each.last_met_at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && <Exchanges name={name} relationship={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
