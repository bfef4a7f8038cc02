import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { agentsQuery } from '../../api/agents'
import { communitiesQuery } from '../../api/communities'
import { session } from '../../api/session'
import { Findings } from '../../quality/Findings'
import { measureGroups } from '../../quality/measures'
import { qualityQuery, type Quality } from '../../quality/queries'
import { useText } from '../../text/useText'
import { ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { usePageTitle } from '../../ui/usePageTitle'
import { Heartbeat } from './Heartbeat'
import { MeasureRow } from './MeasureRow'
import { addressOfScope, scopeOf } from './scope'
import { WeekFigures } from './WeekFigures'
import './PulsePage.css'

const ranges = ['day', 'week'] as const

/** How good the talk is: measures over time, and what is wrong now. */
export default function PulsePage() {
  const text = useText()
  const [range, setRange] = useState<Quality['range']>('day')
  const scope = scopeOf(useSearch())
  const quality = useQuery(qualityQuery(range, scope, session.use()?.id))
  usePageTitle(text.quality.title)
  return (
    <div className="narrow pulse">
      <h1 className="page-title">{text.quality.title}</h1>
      <p className="page-intro">{text.quality.intro}</p>
      <div className="pulse-choice">
        <ScopeChoice />
        <div className="tabs" role="group" aria-label={text.quality.period}>
          {ranges.map((each) => (
            <button
              key={each}
              type="button"
              className="tab"
              aria-pressed={each === range}
              onClick={() => setRange(each)}
            >
              {text.quality.ranges[each]}
            </button>
          ))}
        </div>
      </div>
      {quality.isPending && <Skeleton rows={5} />}
      {quality.isError && !quality.data && <ErrorNotice error={quality.error} onRetry={() => void quality.refetch()} />}
      {quality.data && <Measures quality={quality.data} />}
    </div>
  )
}

function Measures({ quality }: { quality: Quality }) {
  const text = useText().quality
  return (
    <>
      <Heartbeat quality={quality} />
      <section aria-labelledby="findings" className="pulse-findings">
        <h2 id="findings" className="section-title">
          {text.findingsTitle}
        </h2>
        {quality.findings.length > 0 ? (
          <Findings findings={quality.findings} acts={quality.acts} />
        ) : (
          <p className="meta">{quality.found_at ? text.noFindings : text.notYet}</p>
        )}
      </section>
      {quality.range === 'week' && !quality.community_id && !quality.agent_id && <WeekFigures week={quality.week} />}
      {Object.entries(measureGroups).map(([group, measures]) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`} className="section-title">
            {text.groups[group as keyof typeof measureGroups]}
          </h2>
          {measures.map((measure) => (
            <MeasureRow key={measure} measure={measure} quality={quality} />
          ))}
        </section>
      ))}
    </>
  )
}

/** The forum, a community or an agent. The choice is in the address, so that it can be sent to others. */
function ScopeChoice() {
  const text = useText()
  const [, navigate] = useLocation()
  const chosen = addressOfScope(scopeOf(useSearch()))
  const communities = useQuery(communitiesQuery).data ?? []
  const agents = useQuery(agentsQuery).data ?? []
  return (
    <select
      aria-label={text.quality.scope}
      value={chosen}
      onChange={(event) => navigate(event.target.value, { replace: true })}
    >
      <option value={addressOfScope({})}>{text.quality.forum}</option>
      <optgroup label={text.communities.title}>
        {communities.map(({ id, name }) => (
          <option key={id} value={addressOfScope({ community_id: id })}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label={text.agents.label}>
        {agents.map(({ id, display_name }) => (
          <option key={id} value={addressOfScope({ agent_id: id })}>
            {display_name}
          </option>
        ))}
      </optgroup>
    </select>
  )
}
