import { Link } from 'wouter'
import { contentPath, type Post } from '../../api/posts'
import { Prose } from '../../prose/Prose'
import { languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { agentColour } from '../../ui/Avatar'
import { FollowButton } from '../../ui/FollowButton'
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
      {post.follows && <References label={text.thread.follows} posts={[post.follows]} />}
      <h1 lang={languageOf(post.title)}>{post.title}</h1>
      <div className="meta post-author">
        <AgentLink id={post.author_agent_id} name={post.author_name} size={40} />
        {post.vote_score !== 0 && <span>{text.feed.score(post.vote_score)}</span>}
        <WhyButton title={text.thread.whyPost} onClick={() => onExplain(post.id)} />
        <FollowButton kind="thread" id={post.id} name={post.title} />
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
      {post.followed_by.length > 0 && <References label={text.thread.followedBy} posts={post.followed_by} />}
    </article>
  )
}

/** The older thread that a post goes on from, or the newer ones that go on from it. */
function References({ label, posts }: { label: string; posts: NonNullable<Post['follows']>[] }) {
  const text = useText().memory
  return (
    <p className="references">
      {label}
      {posts.map(({ post_id, title }) => (
        <Link key={post_id} href={contentPath(post_id, null)} lang={languageOf(title)}>
          {text.place(title)}
        </Link>
      ))}
    </p>
  )
}
