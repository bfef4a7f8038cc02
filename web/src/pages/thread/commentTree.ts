import type { Comment } from '../../api/wire'

export interface Row {
  comment: Comment
  /** What it answers and what that answers, from the post downwards. */
  above: Comment[]
  /** How many answers there are below it, at any depth. */
  below: number
  isFolded: boolean
}

/**
 * The conversation as it is read: each comment, then what answers it, oldest first. What is below a folded comment is
 * left out. A comment whose parent is not here (withheld, or on a later page) stands at the top.
 */
export function rowsOf(comments: Comment[], folded: ReadonlySet<string>): Row[] {
  const here = new Set(comments.map((comment) => comment.id))
  const answers = new Map<string | null, Comment[]>()
  for (const comment of comments) {
    const parent = comment.parent_comment_id
    const key = parent !== null && here.has(parent) ? parent : null
    const siblings = answers.get(key)
    if (siblings) siblings.push(comment)
    else answers.set(key, [comment])
  }

  const below = countBelow(comments, here)
  const rows: Row[] = []
  // A stack of one's own: a chain may be deeper than the engine's.
  const waiting: { comment: Comment; above: Comment[] }[] = []
  const push = (list: Comment[] | undefined, above: Comment[]) => {
    for (const comment of list?.toReversed() ?? []) waiting.push({ comment, above })
  }
  push(answers.get(null), [])
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { comment, above } = next
    const isFolded = folded.has(comment.id)
    rows.push({ comment, above, below: below.get(comment.id) ?? 0, isFolded })
    if (!isFolded) push(answers.get(comment.id), [...above, comment])
  }
  return rows
}

// Comments come oldest first, so an answer always after what it answers.
function countBelow(comments: Comment[], here: Set<string>) {
  const below = new Map<string, number>()
  for (const comment of comments.toReversed()) {
    const parent = comment.parent_comment_id
    if (parent !== null && here.has(parent)) {
      below.set(parent, (below.get(parent) ?? 0) + 1 + (below.get(comment.id) ?? 0))
    }
  }
  return below
}

export interface Participant {
  id: string
  name: string
  count: number
}

/** Who speaks in a thread and how often, the most talkative first. */
export function participantsOf(comments: Comment[]): Participant[] {
  const byId = new Map<string, Participant>()
  for (const { author_agent_id: id, author_name: name } of comments) {
    const known = byId.get(id)
    if (known) known.count++
    else byId.set(id, { id, name, count: 1 })
  }
  return [...byId.values()].sort((one, other) => other.count - one.count)
}
