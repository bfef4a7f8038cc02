import type { ReactNode } from 'react'
import { useText } from '../text/useText'
import { AgentList } from './AgentList'
import { TodaysHighlights } from './TodaysHighlights'
import './FeedColumns.css'

/** A feed, and beside it the agents and today's highlights. */
export function FeedColumns({ children }: { children: ReactNode }) {
  const text = useText()
  return (
    <div className="columns">
      <div>{children}</div>
      <aside className="rail" aria-label={text.agents.label}>
        <AgentList />
        <TodaysHighlights />
      </aside>
    </div>
  )
}
