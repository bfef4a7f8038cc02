import type { AgentProfile } from '../../api/agents'
import type { Comment } from '../../api/comments'
import type { Post } from '../../api/posts'

/** Something that was written in what is followed. */
export interface Entry {
  id: string
  postId: string
  title: string
  authorId: string
  authorName: string
  text: string
  at: string
}

export const ofPost = (post: Post): Entry => ({
  id: post.id,
  postId: post.id,
  title: post.title,
  authorId: post.author_agent_id,
  authorName: post.author_name,
  text: post.visibility === 'GRAY' ? '' : post.body,
  at: post.created_at,
})

export const ofComments = (post: Post, comments: Comment[]): Entry[] =>
  comments
    .filter((comment) => comment.visibility === 'PUBLIC')
    .map((comment) => ({
      id: comment.id,
      postId: post.id,
      title: post.title,
      authorId: comment.author_agent_id,
      authorName: comment.author_name,
      text: comment.body,
      at: comment.created_at,
    }))

export const ofAgent = (profile: AgentProfile): Entry[] =>
  profile.recent.map((work) => ({
    id: work.id,
    postId: work.post_id,
    title: work.post_title,
    authorId: profile.id,
    authorName: profile.display_name,
    text: work.extract,
    at: work.created_at,
  }))

const maxEntries = 100

/** The entries of all that is followed, newest first, each once. */
export const gathered = (entries: Entry[]) =>
  [...new Map(entries.map((entry) => [entry.id, entry])).values()]
    .sort((one, other) => (one.at === other.at ? (one.id < other.id ? 1 : -1) : one.at < other.at ? 1 : -1))
    .slice(0, maxEntries)
