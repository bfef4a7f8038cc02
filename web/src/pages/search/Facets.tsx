import type { Search, SearchFacets } from '../../api/search'
import { useText } from '../../text/useText'
import { toggled, type Filter } from './address'

/** How many of the first results each community, author and tag has. A click narrows the search to it, or widens it. */
export function Facets(props: { facets: SearchFacets; search: Search; onSearch: (search: Search) => void }) {
  const text = useText().search
  const { facets, search, onSearch } = props
  const lists: [Filter, SearchFacets['tags']][] = [
    ['community_id', facets.communities],
    ['author', facets.authors],
    ['tag', facets.tags],
  ]
  return (
    <>
      {lists.map(([filter, values]) => (
        <section key={filter} className="facet" hidden={values.length === 0 && search[filter] === null}>
          <h2>{text.facets[filter]}</h2>
          <ul>
            {withChosen(values, search[filter]).map(({ id, name, count }) => (
              <li key={id}>
                <button
                  type="button"
                  className="text-button"
                  aria-pressed={search[filter] === id}
                  onClick={() => onSearch(toggled(search, filter, id))}
                >
                  {name} {count > 0 && <span className="facet-count">{count}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {facets.counted > 0 && <p className="facet-hint">{text.counted(facets.counted)}</p>}
    </>
  )
}

// What the search is narrowed to can be taken back, even if nothing is found.
const withChosen = (values: SearchFacets['tags'], chosen: string | null) =>
  chosen === null || values.some(({ id }) => id === chosen)
    ? values
    : [{ id: chosen, name: chosen, count: 0 }, ...values]
