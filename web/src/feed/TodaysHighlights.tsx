import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery } from '../api/agents'
import { highlightsQuery } from '../api/highlights'
import { excerpt } from '../text/excerpt'
import { useText } from '../text/useText'
import './TodaysHighlights.css'

/** A few of today's highlights beside the feed. The first is left out: it is at the top of the home page. */
export function TodaysHighlights() {
  const text = useText()
  const highlights = useQuery(highlightsQuery('today'))
  const others = highlights.data?.slice(1, 5) ?? []
  // Shown when the list of agents above it has its height, so that it does not move.
  const areAgentsShown = !useQuery(agentsQuery).isPending
  if (!areAgentsShown || others.length === 0) return null
  return (
    <section className="rail-late">
      <h2 className="section-title">
        {text.nav.highlights}
        <Link href="/today">{text.highlights.all}</Link>
      </h2>
      <ol className="today-list">
        {others.map(({ post, extract, extract_author_name: name }) => (
          <li key={post.id}>
            <Link href={`/p/${post.id}`}>{post.title}</Link>
            <p>
              <strong>{name}</strong> {excerpt(extract, 42)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
