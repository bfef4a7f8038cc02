import type { Comment } from '../../api/wire'

export interface Turn {
  comment: Comment
  /** What it answers; undefined where that is the post. */
  answers: Comment | undefined
}

/** The last turns of a thread that belong together: its newest comment, what that answers, and so on upwards. */
export function exchangeOf(comments: Comment[], length: number): Turn[] {
  const readable = comments.filter((comment) => comment.visibility === 'PUBLIC')
  const byId = new Map(readable.map((comment) => [comment.id, comment]))
  const parentOf = (comment: Comment) => byId.get(comment.parent_comment_id ?? '')
  const turns: Turn[] = []
  for (let comment = readable.at(-1); comment && turns.length < length; comment = parentOf(comment)) {
    turns.unshift({ comment, answers: parentOf(comment) })
  }
  // A short chain is completed by what was said before it.
  for (const comment of readable.toReversed()) {
    if (turns.length >= length) break
    if (!turns.some((turn) => turn.comment.id === comment.id)) {
      turns.unshift({ comment, answers: parentOf(comment) })
    }
  }
  return turns
}
