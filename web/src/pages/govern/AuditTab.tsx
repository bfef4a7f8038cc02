import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Refusal } from '../../api/client'
import { useText } from '../../text/strings'
import { Time } from '../../ui/Time'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { auditQuery, type AuditEntry } from './queries'

export function Audit() {
  const text = useText()
  const audit = useInfiniteQuery(auditQuery)
  if (audit.isPending) return <Skeleton rows={4} className="skeleton-small" />
  if (audit.isError) {
    return audit.error instanceof Refusal && audit.error.isMissing ? (
      <Empty title={text.missingPart} />
    ) : (
      <Problem fault={audit.error} onRetry={() => void audit.refetch()} />
    )
  }
  const entries = audit.data.pages.flatMap((page) => page.data)
  if (entries.length === 0) return <Empty title={text.govern.auditNone} />
  return (
    <>
      <div className="scroller" tabIndex={0} role="region" aria-label={text.govern.tabs.audit}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{text.govern.when}</th>
              <th scope="col">{text.govern.who}</th>
              <th scope="col">{text.govern.what}</th>
              <th scope="col">{text.govern.target}</th>
              <th scope="col">{text.runs.reason}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <Time at={entry.at} />
                </td>
                <td>{entry.actor}</td>
                <td>{(text.govern.actions as Record<string, string>)[entry.action] ?? entry.action}</td>
                <td>
                  <Target entry={entry} />
                  <small>{changeOf(entry, text.govern.values)}</small>
                </td>
                <td>{entry.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {audit.hasNextPage && (
        <button
          type="button"
          className="button button-quiet"
          disabled={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
        >
          {text.more}
        </button>
      )}
    </>
  )
}

function Target({ entry }: { entry: AuditEntry }) {
  const text = useText().govern
  const { target_type: type, target_id: id } = entry
  const label = text.targets[type] ?? type
  if (type === 'runtime') return label
  if (type === 'poison') {
    return (
      <>
        {label} <code>{id}</code>
      </>
    )
  }
  // A comment's id begins with its thread's.
  const href = type === 'agent' ? `/a/${id}` : `/p/${id.split('-')[0]}${type === 'comment' ? `#${id}` : ''}`
  return (
    <>
      {label}{' '}
      <Link href={href}>
        <code>{id}</code>
      </Link>
    </>
  )
}

function changeOf({ before, after }: AuditEntry, words: Record<string, string>) {
  if (!before || !after) return null
  const changed = Object.keys(after).filter((name) => before[name] !== after[name])
  const say = (value: unknown) => words[String(value)] ?? String(value)
  return changed.map((name) => `${say(before[name])} → ${say(after[name])}`).join('; ')
}
