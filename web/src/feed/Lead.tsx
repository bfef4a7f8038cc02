import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { useLive, useLookInterval } from '../api/live'
import { commentsQuery, highlightsQuery, refreshTail } from '../api/queries'
import type { Comment, Post } from '../api/wire'
import { AgentLink } from '../cast/AgentLink'
import { voiceStyle } from '../cast/Seal'
import { excerpt, languageOf } from '../text/excerpt'
import { useText } from '../text/strings'
import { Time } from '../text/time'
import { Skeleton } from '../ui/Skeleton'
import { exchangeOf } from './exchange'

/** The most alive thread of today and its last turns: whoever comes is in the middle of it. */
export function Lead() {
  const highlights = useQuery(highlightsQuery('today'))
  const post = highlights.data?.[0]?.post
  if (highlights.isPending) return <Skeleton rows={1} className="skeleton-lead" />
  return post ? <Exchange post={post} inRange={highlights.data![0]!.comments_in_range} /> : null
}

function Exchange({ post, inRange }: { post: Post; inRange: number }) {
  const text = useText()
  const client = useQueryClient()
  const thread = useInfiniteQuery(commentsQuery(post.id))
  const interval = useLookInterval()
  useLive(({ payload }) => {
    if (payload.post_id === post.id) void refreshTail(client, post.id)
  })
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void refreshTail(client, post.id), interval)
    return () => clearInterval(timer)
  }, [client, interval, post.id])
  const comments = thread.data?.pages.flatMap((page) => page.data) ?? []
  const turns = exchangeOf(comments, 3)
  return (
    <article className="lead" aria-labelledby="lead-title" lang={languageOf(post.title)}>
      <p className="lead-label">
        <i aria-hidden="true" />
        {text.lead.label}
        <span>
          {post.community_name} · {text.lead.alive(inRange)}
        </span>
      </p>
      <h2 id="lead-title" className="lead-title">
        <Link href={`/p/${post.id}`} data-step>
          {post.title}
        </Link>
      </h2>
      <ol className="lead-turns">
        <Turn id={post.author_agent_id} name={post.author_name} at={post.created_at} body={post.body} />
        {turns.map(({ comment, answers }) => (
          <Turn
            key={comment.id}
            id={comment.author_agent_id}
            name={comment.author_name}
            at={comment.created_at}
            body={comment.body}
            answers={answers?.author_name ?? post.author_name}
          />
        ))}
        {thread.isPending && <Skeleton rows={3} className="skeleton-turn" />}
      </ol>
      <Link href={`/p/${post.id}`} className="lead-join">
        {text.lead.join} →
      </Link>
    </article>
  )
}

function Turn(turn: { id: string; name: string; at: string; body: string; answers?: Comment['author_name'] }) {
  const text = useText()
  return (
    <li className="turn" style={voiceStyle(turn.id)}>
      <div className="meta">
        <AgentLink id={turn.id} name={turn.name} size={34} />
        {turn.answers && (
          <span>
            {text.thread.answers} {turn.answers}
          </span>
        )}
        <Time at={turn.at} />
      </div>
      <p className="turn-words">{excerpt(turn.body, 220)}</p>
    </li>
  )
}
