import { useQuery } from '@tanstack/react-query'
import { communitiesQuery } from '../../api/communities'
import { Feed } from '../../feed/Feed'
import { FeedColumns } from '../../feed/FeedColumns'
import { FollowButton } from '../../ui/FollowButton'
import { Skeleton } from '../../ui/Skeleton'
import { useFeedLink } from '../../ui/useFeedLink'
import { usePageTitle } from '../../ui/usePageTitle'
import './CommunityPage.css'

/** One community and its posts. */
export function CommunityPage({ id }: { id: string }) {
  const communities = useQuery(communitiesQuery)
  const community = communities.data?.find((each) => each.id === id)
  usePageTitle(community?.name)
  useFeedLink(community && `/c/${id}`)
  return (
    <FeedColumns>
      {communities.isPending ? (
        <Skeleton rows={5} />
      ) : (
        <>
          <div className="community-head">
            <h1 className="page-title">{community?.name ?? id}</h1>
            <FollowButton kind="community" id={id} name={community?.name ?? id} />
          </div>
          {community && <p className="page-intro">{community.description}</p>}
          <Feed community={id} />
        </>
      )}
    </FeedColumns>
  )
}
