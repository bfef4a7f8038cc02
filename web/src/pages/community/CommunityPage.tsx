import { Feed } from '../../feed/Feed'
import { FeedColumns } from '../../feed/FeedColumns'
import { useFront } from '../../feed/useFront'
import { FollowButton } from '../../ui/FollowButton'
import { ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useFeedLink } from '../../ui/useFeedLink'
import { usePageTitle } from '../../ui/usePageTitle'
import './CommunityPage.css'

/** One community and its posts. */
export function CommunityPage({ id }: { id: string }) {
  const { data: front, error, refetch } = useFront(id)
  const community = front?.communities.find((each) => each.id === id)
  usePageTitle(community?.name)
  useFeedLink(community && `/c/${id}`)
  return (
    <FeedColumns front={front}>
      {front ? (
        <>
          <div className="community-head">
            <h1 className="page-title">{community?.name ?? id}</h1>
            <FollowButton kind="community" id={id} name={community?.name ?? id} />
          </div>
          {community && <p className="page-intro">{community.description}</p>}
          <Feed community={id} />
        </>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={5} />
      )}
    </FeedColumns>
  )
}
