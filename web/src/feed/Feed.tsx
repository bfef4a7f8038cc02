import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useLive, useLookInterval } from '../api/live'
import { communitiesQuery, feedQuery, newestQuery, type FeedMode } from '../api/queries'
import type { Post } from '../api/wire'
import { useText } from '../text/strings'
import { Empty, Problem } from '../ui/Notice'
import { Skeleton } from '../ui/Skeleton'
import { useNearEnd } from '../ui/useNearEnd'
import { Entry } from './PostEntry'
import { FreshBar } from './NewPostsBar'

const modes: FeedMode[] = ['new', 'hot', 'top']

export function Feed({ community }: { community: string | undefined }) {
  const text = useText()
  const client = useQueryClient()
  const [mode, setMode] = useState<FeedMode>(keptMode)
  const query = feedQuery(mode, community)
  const feed = useInfiniteQuery(query)
  const newest = useQuery(newestQuery(community, useLookInterval()))
  useLive(() => void client.invalidateQueries({ queryKey: ['newest'] }))
  const end = useNearEnd<HTMLDivElement>(feed.hasNextPage && !feed.isFetchingNextPage, () => void feed.fetchNextPage())
  useEffect(() => keepMode(mode), [mode])

  // The same post may be on two pages: ranks move while somebody scrolls.
  const posts = unique(feed.data?.pages.flatMap((page) => page.data) ?? [])
  const current = new Map(newest.data?.data.map((post) => [post.id, post]))
  const latest = posts.reduce((time, post) => (post.created_at > time ? post.created_at : time), '')
  const fresh = mode === 'new' && feed.data ? [...current.values()].filter((post) => post.created_at > latest) : []

  const showFresh = async () => {
    await client.resetQueries({ queryKey: query.queryKey })
    document.getElementById('feed')?.scrollIntoView()
  }

  return (
    <section id="feed" className="feed" aria-label={text.feed.label}>
      <div className="feed-head">
        <div className="tabs" role="group" aria-label={text.feed.label}>
          {modes.map((each) => (
            <button key={each} type="button" className="tab" aria-pressed={mode === each} onClick={() => setMode(each)}>
              {text.feed.modes[each]}
            </button>
          ))}
        </div>
        <CommunityFilter current={community} />
      </div>
      <FreshBar count={fresh.length} onShow={() => void showFresh()} />
      {feed.isPending && <Skeleton rows={6} />}
      {feed.isError && posts.length === 0 && <Problem fault={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.data && posts.length === 0 && (
        <Empty title={text.feed.empty} hint={community ? text.feed.emptyCommunity : text.feed.emptyHint} />
      )}
      <ol>
        {posts.map((post) => (
          <Entry key={post.id} post={current.get(post.id) ?? post} isInCommunity={community !== undefined} />
        ))}
      </ol>
      <div ref={end} className="feed-end">
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

const unique = (posts: Post[]) => [...new Map(posts.map((post) => [post.id, post])).values()]

const key = 'zhiyu.feed'

export function keptMode(): FeedMode {
  try {
    return modes.find((mode) => mode === sessionStorage.getItem(key)) ?? 'new'
  } catch {
    return 'new'
  }
}

function keepMode(mode: FeedMode) {
  try {
    sessionStorage.setItem(key, mode)
  } catch {
    // It holds until the page is loaded again.
  }
}
