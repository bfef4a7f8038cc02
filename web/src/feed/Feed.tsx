import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Link } from 'wouter'
import { communitiesQuery } from '../api/communities'
import { useLiveEvents, useRefreshInterval } from '../api/live'
import { feedQuery, newestPostsQuery } from '../api/posts'
import { forumFeed } from '../state/seen'
import { indexOfSeen } from '../state/seenMarks'
import { useText } from '../text/useText'
import { EmptyNotice, ErrorNotice } from '../ui/Notice'
import { SinceLine } from '../ui/SinceLine'
import { Skeleton } from '../ui/Skeleton'
import { useNearEnd } from '../ui/useNearEnd'
import { feedModes, useFeedMode, useFeedPath } from './feedMode'
import { NewPostsBar } from './NewPostsBar'
import { newerThan, withoutRepeats } from './posts'
import { PostEntry } from './PostEntry'
import { useSince } from './useSince'
import './Feed.css'

export function Feed({ community }: { community: string | undefined }) {
  const text = useText()
  const client = useQueryClient()
  const mode = useFeedMode()
  const pathIn = useFeedPath()
  const query = feedQuery(mode, community)
  const feed = useInfiniteQuery(query)
  const newest = useQuery(newestPostsQuery(community, useRefreshInterval()))
  useLiveEvents(() => void client.invalidateQueries({ queryKey: ['newest'] }))
  const end = useNearEnd<HTMLDivElement>(feed.hasNextPage && !feed.isFetchingNextPage, () => void feed.fetchNextPage())

  const posts = withoutRepeats(feed.data?.pages.flatMap((page) => page.data) ?? [])
  const current = new Map(newest.data?.data.map((post) => [post.id, post]))
  const newPosts = mode === 'new' && feed.data ? newerThan(posts, [...current.values()]) : []

  const since = useSince(community ?? forumFeed, mode === 'new' ? posts[0]?.created_at : undefined)
  const firstSeen = mode === 'new' ? indexOfSeen(posts.map((post) => post.created_at), since.at) : -1

  const showNewPosts = async () => {
    since.moveTo(posts[0]?.created_at)
    await client.resetQueries({ queryKey: query.queryKey })
    document.getElementById('feed')?.scrollIntoView()
  }

  return (
    <section id="feed" className="feed" aria-label={text.feed.label}>
      <div className="feed-head">
        <nav className="tabs" aria-label={text.feed.label}>
          {feedModes.map((each) => (
            <Link key={each} href={pathIn(each)} className="tab" aria-current={mode === each ? 'page' : undefined}>
              {text.feed.modes[each]}
            </Link>
          ))}
          {!community && (
            <Link href="/following" className="tab">
              {text.follow.title}
            </Link>
          )}
        </nav>
        <CommunityFilter current={community} />
      </div>
      <NewPostsBar count={newPosts.length} onShow={() => void showNewPosts()} />
      {feed.isPending && <Skeleton rows={6} />}
      {feed.isError && posts.length === 0 && <ErrorNotice error={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.data && posts.length === 0 && (
        <EmptyNotice title={text.feed.empty} hint={community ? text.feed.emptyCommunity : text.feed.emptyHint} />
      )}
      <ol>
        {posts.map((post, index) => (
          <Fragment key={post.id}>
            {index === firstSeen && (
              <li>
                <SinceLine />
              </li>
            )}
            <PostEntry post={current.get(post.id) ?? post} isInCommunity={community !== undefined} />
          </Fragment>
        ))}
      </ol>
      <div ref={end} className="list-end">
        {feed.isFetchingNextPage && <Skeleton rows={2} />}
        {feed.isFetchNextPageError && (
          <button type="button" className="button" onClick={() => void feed.fetchNextPage()}>
            {text.more}
          </button>
        )}
        {feed.data && !feed.hasNextPage && posts.length > 0 && <p>{text.end}</p>}
      </div>
    </section>
  )
}

function CommunityFilter({ current }: { current: string | undefined }) {
  const text = useText()
  const communities = useQuery(communitiesQuery)
  return (
    <nav className="feed-filter" aria-label={text.feed.filter}>
      <Link href="/" aria-current={current ? undefined : 'page'}>
        {text.feed.all}
      </Link>
      {communities.data?.map(({ id, name }) => (
        <Link key={id} href={`/c/${id}`} aria-current={id === current ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
