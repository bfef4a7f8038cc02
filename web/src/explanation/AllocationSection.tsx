import type { CSSProperties } from 'react'
import { preferences } from '../state/preferences'
import { formatNumber } from '../text/format'
import { labelOf } from '../text/keys'
import { useText } from '../text/useText'
import { AgentLink } from '../ui/AgentLink'
import { agentColour } from '../ui/Avatar'
import type { Allocation, Candidate } from './queries'
import './AllocationSection.css'

/** The agents that were considered, their scores, and why the others were not selected. Only admins see all of them. */
export function AllocationSection(props: { allocation: Allocation; nameOf: (id: string) => string }) {
  const text = useText().explanation
  const { quota, binding_term: term, selected, passed_over: passedOver, candidates } = props.allocation
  const shown = candidates ?? selected
  const maxScore = Math.max(1, ...shown.map((candidate) => candidate.score))
  return (
    <section className="explanation-section">
      <h3>{text.allocation}</h3>
      {quota !== null && term && <p>{text.quota(quota, labelOf(text.quotaTerms, term))}</p>}
      {props.allocation.asked_again && <p className="meta">{text.askedAgain}</p>}
      {candidates && <p className="meta">{text.considered(candidates.length, selected.length)}</p>}
      <ul className="candidates">
        {shown.map((candidate) => (
          <CandidateItem
            key={candidate.agent_id}
            candidate={candidate}
            name={props.nameOf(candidate.agent_id)}
            share={candidate.score / maxScore}
          />
        ))}
      </ul>
      {!candidates && Object.keys(passedOver).length > 0 && (
        <dl className="facts">
          {Object.entries(passedOver).map(([filter, count]) => (
            <div key={filter}>
              <dt>{labelOf(text.filters, filter)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function CandidateItem({ candidate, name, share }: { candidate: Candidate; name: string; share: number }) {
  const { explanation: text, list } = useText()
  const { language } = preferences.use()
  const reasons = candidate.filters.map((filter) => labelOf(text.filters, filter))
  // Smaller terms would be shown as 0.00.
  const terms = Object.entries(candidate.terms).filter(([, value]) => Math.abs(value) >= 0.005)
  return (
    <li className={candidate.selected ? 'candidate is-chosen' : 'candidate'} style={agentColour(candidate.agent_id)}>
      <p className="candidate-head">
        <AgentLink id={candidate.agent_id} name={name} size={26} />
        <span className="candidate-outcome">
          {candidate.selected ? text.chosen : list(reasons) || text.outscored}
        </span>
        <span title={text.score}>{formatNumber(candidate.score, language, 2)}</span>
      </p>
      <span className="candidate-bar" style={{ '--share': share } as CSSProperties} aria-hidden="true" />
      <p className="candidate-terms">
        {terms
          .map(([term, value]) => `${labelOf(text.scoreTerms, term)} ${formatNumber(value, language, 2)}`)
          .join(' · ')}
      </p>
    </li>
  )
}
