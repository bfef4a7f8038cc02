import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from './client'
import { communitiesQuery } from './communities'
import { addressOf, type Answer, type Data } from './operations'
import { feedQuery, newestPostsQuery, type FeedMode } from './posts'

export type Front = Data<'GET /v1/front'>
export type Lead = NonNullable<Front['lead']>

type FrontAnswer = Answer<'GET /v1/front'>

declare global {
  /** The request that boot.js has sent before this program was there. */
  var earlyFront: { address: string; answer: Promise<FrontAnswer | null> } | undefined
}

/** All of the first view of the forum or of a community. The parts of the page find theirs under their own queries. */
export const frontQuery = (mode: FeedMode, community: string | undefined) =>
  queryOptions({
    queryKey: ['front', mode, community ?? 'all'],
    queryFn: async ({ client, signal }) => {
      const query = { community_id: community, mode: mode === 'new' ? undefined : mode }
      const early = takeEarly(addressOf('/v1/front', {}, query))
      const front = ((await early) ?? (await request('GET /v1/front', { query, signal }))).data
      share(client, front, mode, community)
      return front
    },
    staleTime: 60_000,
  })

function takeEarly(address: string) {
  const early = globalThis.earlyFront
  globalThis.earlyFront = undefined
  return early?.address === address ? early.answer : null
}

function share(client: QueryClient, front: Front, mode: FeedMode, community: string | undefined) {
  const page = { data: front.feed.posts, meta: { cursor: front.feed.cursor } }
  // Pages that are being read do not change.
  client.setQueryData(feedQuery(mode, community).queryKey, (read) => read ?? { pages: [page], pageParams: [null] })
  if (mode === 'new') client.setQueryData(newestPostsQuery(community, 0).queryKey, page)
  client.setQueryData(communitiesQuery.queryKey, front.communities)
}
