import { Link } from 'wouter'
import { contentPath } from '../../api/posts'
import type { SearchResult, TextSegment } from '../../api/search'
import { languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { Time } from '../../ui/Time'
import '../../ui/Entry.css'

/** One result. Its link leads to the post, comment or agent itself. */
export function ResultEntry({ result }: { result: SearchResult }) {
  const text = useText()
  const path = result.post_id === null ? `/a/${result.id}` : contentPath(result.post_id, result.id)
  return (
    <li className="entry" lang={languageOf(result.title.map((segment) => segment.text).join(''))}>
      {result.post_id !== null && (
        <div className="meta">
          <AgentLink id={result.author_agent_id} name={result.author_name} />
          <Link href={`/c/${result.community_id}`}>{result.community_name}</Link>
          <Time at={result.created_at} />
        </div>
      )}
      <h2 className="entry-title">
        <Link href={path} data-step>
          <Segments segments={result.title} />
        </Link>
      </h2>
      <p className="entry-text">
        <Segments segments={result.snippet} />
      </p>
      {result.comment_count !== null && <p className="meta">{text.feed.comments(result.comment_count)}</p>}
    </li>
  )
}

const Segments = ({ segments }: { segments: TextSegment[] }) =>
  segments.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))
