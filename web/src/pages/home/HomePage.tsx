import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { commentsQuery } from '../../api/comments'
import { communitiesQuery } from '../../api/communities'
import { highlightsQuery, type Highlight } from '../../api/highlights'
import { feedQuery } from '../../api/posts'
import { AgentList } from '../../feed/AgentList'
import { Feed } from '../../feed/Feed'
import { FeedColumns } from '../../feed/FeedColumns'
import { savedFeedMode } from '../../feed/feedMode'
import { useText } from '../../text/useText'
import { Skeleton } from '../../ui/Skeleton'
import { usePageTitle } from '../../ui/usePageTitle'
import { LeadThread } from './LeadThread'
import './HomePage.css'

// After this, the feed is shown without the thread above it.
const maxWaitMs = 4000

/** The liveliest thread of today, and the feed below it. They appear together: the later one would move the other. */
export function HomePage() {
  const text = useText()
  const highlight = useQuery(highlightsQuery('today'))
  // The thread that is shown first stays for the whole visit, even when another one overtakes it.
  const [shown, setShown] = useState<{ lead: Highlight | undefined }>()
  const lead = shown ? shown.lead : highlight.data?.[0]
  const thread = useInfiniteQuery({ ...commentsQuery(lead?.post.id ?? ''), enabled: lead !== undefined })
  useInfiniteQuery(feedQuery(savedFeedMode(), undefined))
  // The filter by community may take a line of its own above the feed.
  const hasCommunities = !useQuery(communitiesQuery).isPending
  const hasLead = !highlight.isPending && (lead === undefined || !thread.isPending)
  if (!shown && hasCommunities && hasLead) setShown({ lead })
  useEffect(() => {
    const timer = setTimeout(() => setShown((current) => current ?? { lead: undefined }), maxWaitMs)
    return () => clearTimeout(timer)
  }, [])
  usePageTitle(undefined)
  return (
    <FeedColumns>
      <header className="intro">
        <h1>{text.tagline}</h1>
        <p>{text.premise}</p>
      </header>
      <div className="agent-strip">
        <AgentList />
      </div>
      {!shown ? (
        <Skeleton rows={5} />
      ) : (
        <>
          {lead && <LeadThread highlight={lead} />}
          <Feed community={undefined} />
        </>
      )}
    </FeedColumns>
  )
}
