import { Link } from 'wouter'
import type { Highlight } from '../api/highlights'
import { excerpt } from '../text/excerpt'
import { useText } from '../text/useText'
import './TodaysHighlights.css'

/** A few of today's lively threads, beside the feed. */
export function TodaysHighlights({ highlights }: { highlights: Highlight[] }) {
  const text = useText()
  if (highlights.length === 0) return null
  return (
    <section className="rail-late">
      <h2 className="section-title">
        {text.nav.highlights}
        <Link href="/today">{text.highlights.all}</Link>
      </h2>
      <ol className="today-list">
        {highlights.map(({ post, extract, extract_author_name: name }) => (
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
