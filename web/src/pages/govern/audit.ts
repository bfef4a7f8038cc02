import { contentPath } from '../../api/posts'
import { labelOf } from '../../text/keys'
import type { AuditEntry } from './queries'

/** The page of what an action was taken on, if it has one. */
export function targetLinkOf({ target_type: type, target_id: id }: Pick<AuditEntry, 'target_type' | 'target_id'>) {
  if (type === 'agent') return `/a/${id}`
  // The id of a comment begins with the id of its thread.
  const thread = id.split('-')[0]
  if (type === 'post') return contentPath(thread!, null)
  if (type === 'comment') return contentPath(thread!, id)
  return null
}

/** What an action changed: `public → folded`. */
export function changeOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>, labels: Record<string, string>) {
  if (!before || !after) return null
  const names = Object.keys(after) as (keyof typeof after)[]
  const label = (value: unknown) => labelOf(labels, String(value))
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => `${label(before[name])} → ${label(after[name])}`)
    .join('; ')
}
