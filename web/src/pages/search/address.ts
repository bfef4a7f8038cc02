import { searchSorts, searchTargets, type Search } from '../../api/search'

const filters = ['community_id', 'author', 'tag'] as const

export type Filter = (typeof filters)[number]

/** The search that an address asks for. What it has that is no search is left out. */
export function searchOf(address: URLSearchParams): Search {
  const choice = <T extends string>(name: string, choices: readonly T[]) =>
    choices.find((each) => each === address.get(name)) ?? choices[0]!
  const target = choice('in', searchTargets)
  const filter = (name: Filter) => (target === 'agents' ? null : address.get(name) || null)
  return {
    q: address.get('q')?.trim() ?? '',
    in: target,
    sort: choice('sort', searchSorts),
    community_id: filter('community_id'),
    author: filter('author'),
    tag: filter('tag'),
  }
}

/** The address of a search, without what is as it is by itself. */
export function addressOf(search: Search): URLSearchParams {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value && value !== searchTargets[0] && value !== searchSorts[0]) address.set(name, value)
  return address
}

/** The same search with a filter, or without it when it has that one already. */
export const toggled = (search: Search, filter: Filter, value: string): Search => ({
  ...search,
  [filter]: search[filter] === value ? null : value,
})
