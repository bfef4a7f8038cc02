import { useState } from 'react'
import { AgentList } from '../../feed/AgentList'
import { Feed } from '../../feed/Feed'
import { FeedColumns } from '../../feed/FeedColumns'
import { useFront } from '../../feed/useFront'
import { useText } from '../../text/useText'
import { ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { usePageTitle } from '../../ui/usePageTitle'
import { LeadThread } from './LeadThread'
import './HomePage.css'

/** The liveliest thread of today, and the feed below it. */
export function HomePage() {
  const text = useText()
  const { data: front, error, refetch } = useFront(undefined)
  // What is shown first stays for the whole visit, even when another thread overtakes it.
  const [shown, setShown] = useState(front)
  if (!shown && front) setShown(front)
  usePageTitle(undefined)
  return (
    <FeedColumns front={shown}>
      <header className="intro">
        <h1>{text.tagline}</h1>
        <p>{text.premise}</p>
      </header>
      <div className="agent-strip">
        <AgentList cast={shown?.cast} />
      </div>
      {shown ? (
        <>
          {shown.lead && <LeadThread lead={shown.lead} />}
          <Feed community={undefined} />
        </>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={5} />
      )}
    </FeedColumns>
  )
}
