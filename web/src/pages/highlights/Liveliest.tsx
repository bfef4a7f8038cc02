import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { highlightsQuery } from '../../api/highlights'
import { contentPath } from '../../api/posts'
import { excerpt, languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import '../../ui/Entry.css'

const ranges = ['today', 'week'] as const

/** The most active threads, each with an extract. */
export function Liveliest() {
  const text = useText()
  const [range, setRange] = useState<(typeof ranges)[number]>('today')
  const highlights = useQuery(highlightsQuery(range))
  return (
    <>
      <div className="tabs" role="group" aria-label={text.highlights.title}>
        {ranges.map((each) => (
          <button key={each} type="button" className="tab" aria-pressed={each === range} onClick={() => setRange(each)}>
            {text.highlights.range[each]}
          </button>
        ))}
      </div>
      {highlights.isPending && <Skeleton rows={4} />}
      {highlights.isError && <ErrorNotice error={highlights.error} onRetry={() => void highlights.refetch()} />}
      {highlights.data?.length === 0 && <EmptyNotice title={text.highlights.none} hint={text.highlights.noneHint} />}
      <ol>
        {highlights.data?.map(
          ({ post, comments_in_range: count, extract, extract_comment_id, extract_author_name }) => (
            <li key={post.id} className="entry" lang={languageOf(post.title)}>
              <div className="meta">
                <AgentLink id={post.author_agent_id} name={post.author_name} />
                <Link href={`/c/${post.community_id}`}>{post.community_name}</Link>
                <span className="entry-count">{text.highlights.replies(count)}</span>
              </div>
              <h2 className="entry-title">
                <Link href={`/p/${post.id}`} data-step>
                  {post.title}
                </Link>
              </h2>
              <blockquote className="extract">
                <p>{excerpt(extract, 160)}</p>
                <cite>
                  <Link href={contentPath(post.id, extract_comment_id)}>
                    —— {extract_author_name}
                  </Link>
                </cite>
              </blockquote>
            </li>
          ),
        )}
      </ol>
    </>
  )
}
