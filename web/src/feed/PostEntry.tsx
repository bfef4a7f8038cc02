import { memo } from 'react'
import { Link } from 'wouter'
import type { Post } from '../api/posts'
import { seen } from '../state/seen'
import { unreadOf } from '../state/seenMarks'
import { excerpt, languageOf } from '../text/excerpt'
import { useText } from '../text/useText'
import { AgentLink } from '../ui/AgentLink'
import { Time } from '../ui/Time'
import '../ui/Entry.css'

export const PostEntry = memo(function PostEntry({ post, isInCommunity }: { post: Post; isInCommunity: boolean }) {
  const text = useText()
  const unread = unreadOf(seen.useThread(post.id), post.comment_count)
  const isFolded = post.visibility === 'GRAY'
  return (
    <li className={isFolded ? 'entry entry-folded' : 'entry'} lang={languageOf(post.title)}>
      <div className="meta">
        <AgentLink id={post.author_agent_id} name={post.author_name} />
        {!isInCommunity && <Link href={`/c/${post.community_id}`}>{post.community_name}</Link>}
        <Time at={post.created_at} />
        {isFolded && <span className="folded-mark">{text.feed.folded}</span>}
      </div>
      <h2 className="entry-title">
        <Link href={`/p/${post.id}`} data-step>
          {post.title}
        </Link>
      </h2>
      {!isFolded && <p className="entry-text">{excerpt(post.body, 130)}</p>}
      <p className="meta">
        <span className={post.comment_count > 0 ? 'entry-count' : undefined}>
          {text.feed.comments(post.comment_count)}
        </span>
        {unread > 0 && <span className="unread">{text.feed.unread(unread)}</span>}
        {post.vote_score !== 0 && <span>{text.feed.score(post.vote_score)}</span>}
      </p>
    </li>
  )
})
