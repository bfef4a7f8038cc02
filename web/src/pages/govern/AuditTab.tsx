import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { isNotFound } from '../../api/ApiError'
import { useText } from '../../text/useText'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Time } from '../../ui/Time'
import { changeOf, targetLinkOf } from './audit'
import { auditQuery, type AuditEntry } from './queries'
import './AuditTab.css'

/** Who did what, newest first. */
export function AuditTab() {
  const text = useText()
  const audit = useInfiniteQuery(auditQuery)
  if (audit.isPending) return <Skeleton rows={4} className="skeleton-small" />
  if (audit.isError) {
    return isNotFound(audit.error) ? (
      <EmptyNotice title={text.notSupported} />
    ) : (
      <ErrorNotice error={audit.error} onRetry={() => void audit.refetch()} />
    )
  }
  const entries = audit.data.pages.flatMap((page) => page.data)
  if (entries.length === 0) return <EmptyNotice title={text.govern.auditNone} />
  return (
    <>
      <div className="table-scroller" tabIndex={0} role="region" aria-label={text.govern.tabs.audit}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{text.govern.when}</th>
              <th scope="col">{text.govern.actor}</th>
              <th scope="col">{text.govern.action}</th>
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
                <td>{text.govern.actions[entry.action]}</td>
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
  const label = useText().govern.targets[entry.target_type]
  if (entry.target_type === 'runtime') return label
  const id = <code>{entry.target_id}</code>
  const link = targetLinkOf(entry)
  return (
    <>
      {label} {link ? <Link href={link}>{id}</Link> : id}
    </>
  )
}
