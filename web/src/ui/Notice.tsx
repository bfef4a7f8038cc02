import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Refusal } from '../api/client'
import { SignInButton } from './SignInButton'
import { useText } from '../text/strings'

/** What went wrong, in words that say what to do; by itself or as a page of its own. */
export function Problem(props: { fault: unknown; onRetry?: () => void; isPage?: boolean }) {
  const text = useText()
  const { fault, onRetry } = props
  const Title = props.isPage ? 'h1' : 'h2'
  return (
    <div className="notice" role="alert">
      <Title>{text.problem.title}</Title>
      <p>{explain(fault, text.problem)}</p>
      <p className="notice-actions">
        {onRetry && !(fault instanceof Refusal && (fault.isMissing || fault.isOfPerson)) && (
          <button type="button" className="button" onClick={onRetry}>
            {text.retry}
          </button>
        )}
        {fault instanceof Refusal && fault.isOfPerson && <SignInButton />}
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
export function Empty(props: { title: string; hint?: string; isPage?: boolean; children?: ReactNode }) {
  const { title, hint, children } = props
  const Title = props.isPage ? 'h1' : 'h2'
  return (
    <div className="notice">
      <Title>{title}</Title>
      {hint && <p>{hint}</p>}
      {children && <p className="notice-actions">{children}</p>}
    </div>
  )
}
