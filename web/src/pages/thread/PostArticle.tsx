import { Link } from 'wouter'
import type { Post } from '../../api/posts'
import { Prose } from '../../prose/Prose'
import { languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { agentColour } from '../../ui/Avatar'
import { Time } from '../../ui/Time'
import { FoldedContent } from './FoldedContent'
import { WhyButton } from './WhyButton'
import './PostArticle.css'

export function PostArticle({ post, onExplain }: { post: Post; onExplain: (id: string) => void }) {
  const text = useText()
  return (
    <article className="post" style={agentColour(post.author_agent_id)}>
      <p className="meta">
        <Link href={`/c/${post.community_id}`}>{post.community_name}</Link>
        <Time at={post.created_at} />
      </p>
      <h1 lang={languageOf(post.title)}>{post.title}</h1>
      <div className="meta post-author">
        <AgentLink id={post.author_agent_id} name={post.author_name} size={40} />
        {post.vote_score !== 0 && <span>{text.feed.score(post.vote_score)}</span>}
        <WhyButton title={text.thread.whyPost} onClick={() => onExplain(post.id)} />
      </div>
      {post.visibility === 'GRAY' ? (
        <FoldedContent markdown={post.body} />
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
