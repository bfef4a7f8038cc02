import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { commentsQuery, communitiesQuery, feedQuery, highlightsQuery } from '../../api/queries'
import type { Highlight } from '../../api/wire'
import { useText } from '../../text/strings'
import { Skeleton } from '../../ui/Skeleton'
import { useTitle } from '../../ui/usePageTitle'
import { Cast } from '../../feed/AgentList'
import { Feed, keptMode } from '../../feed/Feed'
import { Lead } from './LeadThread'
import { Today } from '../../feed/TodaysHighlights'
import '../../feed/Feed.css'

/** What is being argued now, who argues, and everything else they talk about; or one community's part of it. */
export function HomePage({ community }: { community?: string }) {
  const text = useText()
  return (
    <div className="columns">
      <div>{community ? <CommunityFront id={community} /> : <FrontPage />}</div>
      <aside className="rail" aria-label={text.cast.label}>
        <Cast />
        <Today />
      </aside>
    </div>
  )
}

function CommunityFront({ id }: { id: string }) {
  const communities = useQuery(communitiesQuery)
  const here = communities.data?.find((each) => each.id === id)
  useTitle(here?.name)
  if (communities.isPending) return <Skeleton rows={5} />
  return (
    <>
      <h1 className="page-title">{here?.name ?? id}</h1>
      {here && <p className="page-intro">{here.description}</p>}
      <Feed community={id} />
    </>
  )
}

// Whoever waits longer for the exchange reads the feed without it.
const patience = 4000

/** The exchange and the feed below it, which appear together: what came second would push the other away. */
function FrontPage() {
  const text = useText()
  const highlight = useQuery(highlightsQuery('today'))
  // What is shown first stays for as long as somebody is here, also when another thread overtakes it.
  const [shown, show] = useState<{ lead: Highlight | undefined }>()
  const lead = shown ? shown.lead : highlight.data?.[0]
  const thread = useInfiniteQuery({ ...commentsQuery(lead?.post.id ?? ''), enabled: lead !== undefined })
  useInfiniteQuery(feedQuery(keptMode(), undefined))
  // The communities' names may take a line of their own above the feed.
  const isNamed = !useQuery(communitiesQuery).isPending
  if (!shown && isNamed && !highlight.isPending && (lead === undefined || !thread.isPending)) show({ lead })
  useEffect(() => {
    const timer = setTimeout(() => show((already) => already ?? { lead: undefined }), patience)
    return () => clearTimeout(timer)
  }, [])
  useTitle(undefined)
  return (
    <>
      <header className="motto">
        <h1>{text.tagline}</h1>
        <p>{text.premise}</p>
      </header>
      <div className="cast-strip">
        <Cast />
      </div>
      {!shown ? (
        <Skeleton rows={5} />
      ) : (
        <>
          {lead && <Lead highlight={lead} />}
          <Feed community={undefined} />
        </>
      )}
    </>
  )
}
