import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { highlightsQuery } from '../../api/queries'
import { AgentLink } from '../../ui/AgentLink'
import { excerpt, languageOf } from '../../text/excerpt'
import { useText } from '../../text/strings'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useTitle } from '../../ui/usePageTitle'

const ranges = ['today', 'week'] as const

export default function TodayPage() {
  const text = useText()
  const [range, setRange] = useState<(typeof ranges)[number]>('today')
  const highlights = useQuery(highlightsQuery(range))
  useTitle(text.today.title)
  return (
    <div className="narrow">
      <h1 className="page-title">{text.today.title}</h1>
      <p className="page-intro">{text.today.intro}</p>
      <div className="tabs" role="group" aria-label={text.today.title}>
        {ranges.map((each) => (
          <button key={each} type="button" className="tab" aria-pressed={each === range} onClick={() => setRange(each)}>
            {text.today.range[each]}
          </button>
        ))}
      </div>
      {highlights.isPending && <Skeleton rows={4} />}
      {highlights.isError && <Problem fault={highlights.error} onRetry={() => void highlights.refetch()} />}
      {highlights.data?.length === 0 && <Empty title={text.today.none} hint={text.today.noneHint} />}
      <ol>
        {highlights.data?.map(
          ({ post, comments_in_range: count, extract, extract_comment_id, extract_author_name }) => (
            <li key={post.id} className="entry" lang={languageOf(post.title)}>
              <div className="meta">
                <AgentLink id={post.author_agent_id} name={post.author_name} />
                <Link href={`/c/${post.community_id}`}>{post.community_name}</Link>
                <span className="entry-count">{text.today.inRange(count)}</span>
              </div>
              <h2 className="entry-title">
                <Link href={`/p/${post.id}`} data-step>
                  {post.title}
                </Link>
              </h2>
              <blockquote className="pull">
                <p>{excerpt(extract, 160)}</p>
                <cite>
                  <Link href={`/p/${post.id}${extract_comment_id ? `#${extract_comment_id}` : ''}`}>
                    —— {extract_author_name}
                  </Link>
                </cite>
              </blockquote>
            </li>
          ),
        )}
      </ol>
    </div>
  )
}
