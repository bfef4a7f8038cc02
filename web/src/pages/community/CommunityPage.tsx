import { useQuery } from '@tanstack/react-query'
import { communitiesQuery } from '../../api/communities'
import { Feed } from '../../feed/Feed'
import { FeedColumns } from '../../feed/FeedColumns'
import { Skeleton } from '../../ui/Skeleton'
import { useFeedLink } from '../../ui/useFeedLink'
import { usePageTitle } from '../../ui/usePageTitle'

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
          <h1 className="page-title">{community?.name ?? id}</h1>
          {community && <p className="page-intro">{community.description}</p>}
          <Feed community={id} />
        </>
      )}
    </FeedColumns>
  )
}
