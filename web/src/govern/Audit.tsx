import { useInfiniteQuery } from '@tanstack/react-query'
import { Refusal } from '../api/client'
import { useText } from '../text/strings'
import { Time } from '../text/time'
import { Empty, Problem } from '../ui/Problem'
import { Skeleton } from '../ui/Skeleton'
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
                  {entry.target_type} <code>{entry.target_id}</code> {changeOf(entry)}
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

function changeOf({ before, after }: AuditEntry) {
  if (!before || !after) return null
  const changed = Object.keys(after).filter((name) => before[name] !== after[name])
  return changed.map((name) => `${String(before[name])} → ${String(after[name])}`).join(', ')
}
