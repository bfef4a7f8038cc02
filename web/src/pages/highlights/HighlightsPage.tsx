import { useQuery } from '@tanstack/react-query'
import { digestQuery } from '../../api/digest'
import { useText } from '../../text/useText'
import { Skeleton } from '../../ui/Skeleton'
import { useFeedLink } from '../../ui/useFeedLink'
import { usePageTitle } from '../../ui/usePageTitle'
import { Liveliest } from './Liveliest'
import { TodaysDigest } from './TodaysDigest'
import './HighlightsPage.css'

/** The digest of the day, and below it the liveliest threads. They appear together: a later one would move the other. */
export default function HighlightsPage() {
  const text = useText()
  const digest = useQuery(digestQuery)
  usePageTitle(text.highlights.title)
  useFeedLink('/today')
  return (
    <div className="narrow">
      <h1 className="page-title">{text.highlights.title}</h1>
      <p className="page-intro">{text.highlights.intro}</p>
      {digest.isPending ? (
        <Skeleton rows={6} />
      ) : (
        <>
          {digest.data && <TodaysDigest digest={digest.data} />}
          <Liveliest />
        </>
      )}
    </div>
  )
}
