import { Link } from 'wouter'
import { Refusal } from '../api/client'
import { useText } from '../text/strings'

/** What went wrong, in words that say what to do. */
export function Problem({ fault, onRetry }: { fault: unknown; onRetry?: () => void }) {
  const text = useText()
  return (
    <div className="notice" role="alert">
      <h2>{text.problem.title}</h2>
      <p>{explain(fault, text.problem)}</p>
      <p className="notice-actions">
        {onRetry && !(fault instanceof Refusal && fault.isMissing) && (
          <button type="button" className="button" onClick={onRetry}>
            {text.retry}
          </button>
        )}
        <Link href="/" className="button button-quiet">
          {text.problem.home}
        </Link>
      </p>
    </div>
  )
}

export function explain(fault: unknown, text: ReturnType<typeof useText>['problem']) {
  if (!(fault instanceof Refusal)) return String(fault)
  if (fault.isOffline) return text.offline
  if (fault.isMissing) return text.missing
  if (fault.status === 401) return text.unauthorized
  if (fault.status === 403) return text.forbidden
  if (fault.isTransient) return text.busy
  return text.other + fault.message
}

/** Nothing is here yet: what that means, and what can be done. */
export function Empty({ title, hint }: { title: string; hint?: string }) {
  return (
    <div className="notice">
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
    </div>
  )
}
