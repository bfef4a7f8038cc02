import type { Comment } from '../../api/comments'

export interface Turn {
  comment: Comment
  /** The comment that it answers; undefined where it answers the post, or what is not among the comments. */
  answers: Comment | undefined
}

/** The newest exchange of a thread: its newest comment, the comment that this answers, and so on. */
export function exchangeOf(comments: Comment[], length: number): Turn[] {
  const readable = comments.filter((comment) => comment.visibility === 'PUBLIC')
  const byId = new Map(readable.map((comment) => [comment.id, comment]))
  const parentOf = (comment: Comment) => byId.get(comment.parent_comment_id ?? '')
  const turns: Turn[] = []
  for (let comment = readable.at(-1); comment && turns.length < length; comment = parentOf(comment)) {
    turns.unshift({ comment, answers: parentOf(comment) })
  }
  // A short exchange is filled up with other comments, newest first.
  for (const comment of readable.toReversed()) {
    if (turns.length >= length) break
    if (!turns.some((turn) => turn.comment.id === comment.id)) {
      turns.unshift({ comment, answers: parentOf(comment) })
    }
  }
  return turns
}
