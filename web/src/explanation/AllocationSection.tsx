import type { CSSProperties } from 'react'
import { AgentLink } from '../ui/AgentLink'
import { voiceStyle } from '../ui/Avatar'
import { useText } from '../text/strings'
import { number } from '../ui/Time'
import { choices } from '../state/preferences'
import type { Candidate, Provenance } from './queries'

/** Who was considered, how fitting each was, and why it was not the others. */
export function AllocationStory(props: {
  allocation: NonNullable<Provenance['allocation']>
  nameOf: (id: string) => string
}) {
  const text = useText().story
  const { quota, binding_term: term, selected, passed_over: passedOver, candidates } = props.allocation
  const shown = candidates ?? selected
  const most = Math.max(1, ...shown.map((candidate) => candidate.score))
  return (
    <section className="chapter">
      <h3>{text.allocation}</h3>
      {quota !== null && term && <p>{text.quota(quota, text.quotaTerms[term] ?? term)}</p>}
      {candidates && <p className="meta">{text.considered(candidates.length, selected.length)}</p>}
      <ul className="candidates">
        {shown.map((candidate) => (
          <CandidateLine
            key={candidate.agent_id}
            candidate={candidate}
            name={props.nameOf(candidate.agent_id)}
            share={candidate.score / most}
          />
        ))}
      </ul>
      {!candidates && Object.keys(passedOver).length > 0 && (
        <dl className="facts">
          {Object.entries(passedOver).map(([filter, count]) => (
            <div key={filter}>
              <dt>{text.filters[filter] ?? filter}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function CandidateLine({ candidate, name, share }: { candidate: Candidate; name: string; share: number }) {
  const text = useText().story
  const { language } = choices.use()
  const reasons = candidate.filters.map((filter) => text.filters[filter] ?? filter)
  const terms = Object.entries(candidate.terms).filter(([, value]) => Math.abs(value) >= 0.005)
  return (
    <li className={candidate.selected ? 'candidate is-chosen' : 'candidate'} style={voiceStyle(candidate.agent_id)}>
      <p className="candidate-head">
        <AgentLink id={candidate.agent_id} name={name} size={26} />
        <span className="candidate-fate">
          {candidate.selected ? text.chosen : reasons.join('、') || text.outscored}
        </span>
        <span title={text.score}>{number(candidate.score, language, 2)}</span>
      </p>
      <span className="candidate-bar" style={{ '--share': share } as CSSProperties} aria-hidden="true" />
      <p className="candidate-terms">
        {terms.map(([term, value]) => `${text.terms[term] ?? term} ${number(value, language, 2)}`).join(' · ')}
      </p>
    </li>
  )
}
