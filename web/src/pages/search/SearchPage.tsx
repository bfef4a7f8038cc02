import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useSearchParams } from 'wouter'
import { searchQuery, searchSorts, searchTargets, type Search } from '../../api/search'
import { useText } from '../../text/useText'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useNearEnd } from '../../ui/useNearEnd'
import { usePageTitle } from '../../ui/usePageTitle'
import { addressOf, searchOf } from './address'
import { Facets } from './Facets'
import { ResultEntry } from './ResultEntry'
import './SearchPage.css'

/** The results of the search that is in the address. */
export default function SearchPage() {
  const text = useText().search
  const [address, setAddress] = useSearchParams()
  const search = searchOf(address)
  const results = useInfiniteQuery(searchQuery(search))
  const end = useNearEnd<HTMLDivElement>(
    results.hasNextPage && !results.isFetchingNextPage,
    () => void results.fetchNextPage(),
  )
  usePageTitle(search.q || text.title)
  const show = (changed: Search) => setAddress(addressOf(changed))
  const found = results.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <div className="columns search" onKeyDown={moveByArrows}>
      <div>
        <h1 className="page-title">{text.title}</h1>
        <SearchForm key={search.q} search={search} onSearch={show} />
        <div className="search-choices">
          <div className="tabs" role="group" aria-label={text.target}>
            {searchTargets.map((each) => (
              <button
                key={each}
                type="button"
                className="tab"
                aria-pressed={each === search.in}
                onClick={() => show({ ...search, in: each })}
              >
                {text.in[each]}
              </button>
            ))}
          </div>
          <div className="tabs" role="group" aria-label={text.order}>
            {searchSorts.map((each) => (
              <button
                key={each}
                type="button"
                className="tab"
                aria-pressed={each === search.sort}
                onClick={() => show({ ...search, sort: each })}
              >
                {text.sort[each]}
              </button>
            ))}
          </div>
        </div>
        {search.q === '' && <EmptyNotice title={text.start} hint={text.syntax} />}
        {results.isLoading && <Skeleton rows={4} />}
        {results.isError && <ErrorNotice error={results.error} onRetry={() => void results.refetch()} />}
        {results.isSuccess && found.length === 0 && <EmptyNotice title={text.none(search.q)} hint={text.syntax} />}
        <ol aria-label={text.results}>
          {found.map((result) => (
            <ResultEntry key={result.id} result={result} />
          ))}
        </ol>
        <div ref={end}>{results.isFetchingNextPage && <Skeleton rows={2} />}</div>
      </div>
      <aside className="rail" aria-label={text.narrow}>
        {results.data?.pages[0]?.meta.facets && (
          <Facets facets={results.data.pages[0].meta.facets} search={search} onSearch={show} />
        )}
      </aside>
    </div>
  )
}

function SearchForm({ search, onSearch }: { search: Search; onSearch: (search: Search) => void }) {
  const text = useText().search
  const [q, setQ] = useState(search.q)
  return (
    <form
      role="search"
      className="search-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch({ ...search, q: q.trim() })
      }}
    >
      <input
        type="search"
        aria-label={text.label}
        placeholder={text.placeholder}
        maxLength={200}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        autoFocus={search.q === ''}
      />
      <button type="submit" className="button">
        {text.title}
      </button>
    </form>
  )
}

/** The arrows lead from the words that are searched through the results and back; Enter opens the one with the focus. */
function moveByArrows(event: KeyboardEvent<HTMLElement>) {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (by === 0) return
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('.search-form input, [data-step]')]
  const current = steps.indexOf(document.activeElement as HTMLElement)
  if (current < 0) return
  event.preventDefault()
  steps[Math.max(0, Math.min(steps.length - 1, current + by))]!.focus()
}
