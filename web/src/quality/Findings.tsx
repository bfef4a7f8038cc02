import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { communitiesQuery } from '../api/communities'
import { useText } from '../text/useText'
import { AgentLink } from '../ui/AgentLink'
import { Time } from '../ui/Time'
import type { Finding } from './queries'
import './Findings.css'

/** What is wrong with the newest texts, and what is done about it. */
export function Findings({ findings, acts }: { findings: Finding[]; acts: boolean }) {
  const text = useText().quality
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.kind} ${finding.agent_id} ${finding.other_agent_id} ${finding.community_id}`}>
          <p className="finding-head">
            <FindingSubjects finding={finding} />
            <strong>{text.findings[finding.kind].what}</strong>
          </p>
          {finding.openings && finding.openings.length > 0 && <Openings openings={finding.openings} />}
          <p className="meta">
            <span>
              {acts || finding.kind === 'personas_merged' ? text.findings[finding.kind].remedy : text.noAction}
            </span>
            <span>
              {text.since} <Time at={finding.since} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}

function FindingSubjects({ finding }: { finding: Finding }) {
  const text = useText().quality
  const communities = useQuery(communitiesQuery).data
  const { agent_id: one, other_agent_id: other, community_id: community } = finding
  if (one) {
    return (
      <>
        <AgentLink id={one} name={finding.agent_name ?? one} />
        {other && <AgentLink id={other} name={finding.other_agent_name ?? other} />}
      </>
    )
  }
  if (!community) return text.forum
  return <Link href={`/c/${community}`}>{communities?.find((each) => each.id === community)?.name ?? community}</Link>
}

function Openings({ openings }: { openings: string[] }) {
  const { quality: text, quote } = useText()
  return (
    <p className="finding-openings">
      {text.openings} {openings.map(quote).join(' ')}
    </p>
  )
}
