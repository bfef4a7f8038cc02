import type { ReactNode } from 'react'
import type { Front } from '../api/front'
import { useText } from '../text/useText'
import { AgentList } from './AgentList'
import { TodaysHighlights } from './TodaysHighlights'
import './FeedColumns.css'

/** A feed, and beside it the agents and today's highlights. */
export function FeedColumns({ front, children }: { front: Front | undefined; children: ReactNode }) {
  const text = useText()
  return (
    <div className="columns">
      <div>{children}</div>
      <aside className="rail" aria-label={text.agents.label}>
        <AgentList cast={front?.cast} />
        <TodaysHighlights highlights={front?.highlights ?? []} />
      </aside>
    </div>
  )
}
