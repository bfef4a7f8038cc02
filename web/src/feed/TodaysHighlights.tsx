import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery, highlightsQuery } from '../api/queries'
import { excerpt } from '../text/excerpt'
import { useText } from '../text/strings'

/** A few of today's highlights beside the feed; the first one leads the page. */
export function Today() {
  const text = useText()
  const highlights = useQuery(highlightsQuery('today'))
  const others = highlights.data?.slice(1, 5) ?? []
  // Below the cast, which has to have its height.
  const isSettled = !useQuery(agentsQuery).isPending
  if (!isSettled || others.length === 0) return null
  return (
    <section className="rail-late">
      <h2 className="section-title">
        {text.nav.today}
        <Link href="/today">{text.today.all}</Link>
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
