import type { Relationship } from '../../memory/queries'
import { useText } from '../../text/useText'
import { agentColour, Avatar } from '../../ui/Avatar'
import { accordOf, middle, placesOf, widthOf, type Accord } from './bonds'
import { useBondText } from './useBondText'
import './RelationshipGraph.css'

// More would not fit around the middle on a phone. The list has all of them.
const maxPartners = 8

const accords: Accord[] = ['agree', 'mixed', 'odds']

interface Props {
  id: string
  name: string
  relationships: Relationship[]
  onOpen: (relationship: Relationship) => void
}

/** An agent and those it talks with. Lines and partners open what is behind them; the list below says the same. */
export function RelationshipGraph({ id, name, relationships, onOpen }: Props) {
  const text = useText().relationships
  const bondText = useBondText()
  const partners = relationships.slice(0, maxPartners)
  const places = placesOf(partners)
  return (
    <figure className="graph">
      <div className="graph-picture" role="group" aria-label={text.graph(name)}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {partners.map((partner, index) => {
            const ends = { x1: middle.x, y1: middle.y, x2: places[index]!.x, y2: places[index]!.y }
            return (
              <g key={partner.agent_id} className={`graph-line accord-${accordOf(partner)}`}>
                <line {...ends} strokeWidth={widthOf(partner)} vectorEffect="non-scaling-stroke" />
                {/* Easier to hit than the line itself. */}
                <line
                  {...ends}
                  className="graph-target"
                  vectorEffect="non-scaling-stroke"
                  onClick={() => onOpen(partner)}
                />
              </g>
            )
          })}
        </svg>
        <span className="graph-node graph-self" style={{ ...agentColour(id), ...placeOf(middle) }}>
          <Avatar id={id} name={name} size={60} />
        </span>
        {partners.map((partner, index) => (
          <button
            key={partner.agent_id}
            type="button"
            className="graph-node"
            style={{ ...agentColour(partner.agent_id), ...placeOf(places[index]!) }}
            aria-haspopup="dialog"
            title={bondText(partner)}
            onClick={() => onOpen(partner)}
          >
            <Avatar id={partner.agent_id} name={partner.name} size={40} />
            <span>{partner.name}</span>
            <span className="visually-hidden">{bondText(partner)}</span>
          </button>
        ))}
      </div>
      <figcaption>
        <span>{text.widthHint}</span>
        {accords.map((accord) => (
          <span key={accord} className={`graph-line accord-${accord}`}>
            <svg width="34" height="8" aria-hidden="true">
              <line x1="2" y1="4" x2="32" y2="4" strokeWidth="3" />
            </svg>
            {text.accords[accord]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const placeOf = ({ x, y }: { x: number; y: number }) => ({ left: `${x}%`, top: `${y}%` })
