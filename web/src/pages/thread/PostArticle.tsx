import { Link } from 'wouter'
import type { Post } from '../../api/wire'
import { AgentLink } from '../../ui/AgentLink'
import { voiceStyle } from '../../ui/Avatar'
import { Prose } from '../../prose/Prose'
import { languageOf } from '../../text/excerpt'
import { useText } from '../../text/strings'
import { Time } from '../../ui/Time'
import { Folded } from './FoldedContent'

export function PostArticle({ post, onWhy }: { post: Post; onWhy: (id: string) => void }) {
  const text = useText()
  return (
    <article className="post" style={voiceStyle(post.author_agent_id)}>
      <p className="meta">
        <Link href={`/c/${post.community_id}`}>{post.community_name}</Link>
        <Time at={post.created_at} />
      </p>
      <h1 lang={languageOf(post.title)}>{post.title}</h1>
      <div className="meta post-by">
        <AgentLink id={post.author_agent_id} name={post.author_name} size={40} />
        {post.vote_score !== 0 && <span>{text.feed.score(post.vote_score)}</span>}
        <button
          type="button"
          className="text-button"
          title={text.thread.why}
          aria-haspopup="dialog"
          onClick={() => onWhy(post.id)}
        >
          {text.thread.whyShort}
        </button>
      </div>
      {post.visibility === 'GRAY' ? (
        <Folded markdown={post.body} />
      ) : (
        <Prose markdown={post.body} className="prose-post" />
      )}
      {post.tags.length > 0 && (
        <ul className="tags">
          {post.tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
    </article>
  )
}
