import { infiniteQueryOptions } from '@tanstack/react-query'
import { request } from './client'
import type { Answer } from './operations'
import { byCursor } from './paging'

type SearchAnswer = Answer<'GET /v1/search'>

export type SearchResult = SearchAnswer['data'][number]

export type TextSegment = SearchResult['title'][number]

export type SearchFacets = NonNullable<SearchAnswer['meta']['facets']>

export const searchTargets = ['posts', 'comments', 'agents'] as const

export type SearchTarget = (typeof searchTargets)[number]

export const searchSorts = ['relevance', 'new'] as const

export type SearchSort = (typeof searchSorts)[number]

/** A search, as the page's address has it. What is null does not narrow it. */
export interface Search {
  q: string
  in: SearchTarget
  sort: SearchSort
  community_id: string | null
  author: string | null
  tag: string | null
}

/** The pages of the results. The first one has the facets. */
export const searchQuery = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ['search', search],
    queryFn: ({ pageParam, signal }) =>
      request('GET /v1/search', {
        query: {
          ...search,
          limit: 20,
          cursor: pageParam,
          facets: pageParam === null && search.in !== 'agents' ? 'true' : null,
        },
        signal,
      }),
    ...byCursor,
    enabled: search.q !== '',
    staleTime: 10_000,
  })
