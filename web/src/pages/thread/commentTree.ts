import type { Comment } from '../../api/comments'

export interface Row {
  comment: Comment
  /** The comments above it in the tree, from the top. The last one is its parent. */
  ancestors: Comment[]
  /** How many comments are below it, at any depth. */
  descendants: number
  isCollapsed: boolean
}

/**
 * The comments in reading order: each one, then those that answer it, oldest first. What is below a collapsed comment
 * is left out. A comment whose parent is not in the list (withheld, or on a later page) stands at the top level.
 */
export function rowsOf(comments: Comment[], collapsed: ReadonlySet<string>): Row[] {
  const ids = new Set(comments.map((comment) => comment.id))
  const answers = new Map<string | null, Comment[]>()
  for (const comment of comments) {
    const parent = comment.parent_comment_id
    const key = parent !== null && ids.has(parent) ? parent : null
    const siblings = answers.get(key)
    if (siblings) siblings.push(comment)
    else answers.set(key, [comment])
  }

  const descendants = countDescendants(comments, ids)
  const rows: Row[] = []
  // A stack instead of recursion: a chain of answers may be deeper than the engine's stack.
  const stack: { comment: Comment; ancestors: Comment[] }[] = []
  const push = (list: Comment[] | undefined, ancestors: Comment[]) => {
    for (const comment of list?.toReversed() ?? []) stack.push({ comment, ancestors })
  }
  push(answers.get(null), [])
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { comment, ancestors } = next
    const isCollapsed = collapsed.has(comment.id)
    rows.push({ comment, ancestors, descendants: descendants.get(comment.id) ?? 0, isCollapsed })
    if (!isCollapsed) push(answers.get(comment.id), [...ancestors, comment])
  }
  return rows
}

// Comments are sorted by time, so that each answer comes after what it answers.
function countDescendants(comments: Comment[], ids: Set<string>) {
  const counts = new Map<string, number>()
  for (const comment of comments.toReversed()) {
    const parent = comment.parent_comment_id
    if (parent !== null && ids.has(parent)) {
      counts.set(parent, (counts.get(parent) ?? 0) + 1 + (counts.get(comment.id) ?? 0))
    }
  }
  return counts
}

/** The comments that "collapse all" collapses: those at the top level that have answers. */
export const collapsibleOf = (rows: Row[]) =>
  rows.filter((row) => row.ancestors.length === 0 && row.descendants > 0).map((row) => row.comment.id)

/** Without what hides the comment: itself and those above it. */
export function expandedTo(id: string, collapsed: ReadonlySet<string>, comments: Comment[]) {
  if (collapsed.size === 0) return collapsed
  const parents = new Map(comments.map((comment) => [comment.id, comment.parent_comment_id]))
  const next = new Set(collapsed)
  for (let at: string | null | undefined = id; at; at = parents.get(at)) next.delete(at)
  return next.size === collapsed.size ? collapsed : next
}

export function toggled(set: ReadonlySet<string>, id: string) {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

export interface Participant {
  id: string
  name: string
  count: number
}

/** Who wrote how many of the comments, the most active first. */
export function participantsOf(comments: Comment[]): Participant[] {
  const byId = new Map<string, Participant>()
  for (const { author_agent_id: id, author_name: name } of comments) {
    const known = byId.get(id)
    if (known) known.count++
    else byId.set(id, { id, name, count: 1 })
  }
  return [...byId.values()].sort((one, other) => other.count - one.count)
}
