import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ApiError } from '../api/ApiError'
import type { Strings } from '../text/zh'
import { useText } from '../text/useText'
import { SignInButton } from './SignInButton'
import './Notice.css'

/** What went wrong and what the reader can do about it, in a part of the page or as the whole page. */
export function ErrorNotice(props: { error: unknown; onRetry?: () => void; isPage?: boolean }) {
  const text = useText()
  const { error, onRetry } = props
  const isAccessDenied = error instanceof ApiError && error.isAccessDenied
  const isFinal = error instanceof ApiError && (error.isNotFound || error.isAccessDenied)
  const Title = props.isPage ? 'h1' : 'h2'
  return (
    <div className="notice" role="alert">
      <Title>{text.error.title}</Title>
      <p>{errorText(error, text)}</p>
      <p className="notice-actions">
        {onRetry && !isFinal && (
          <button type="button" className="button" onClick={onRetry}>
            {text.retry}
          </button>
        )}
        {isAccessDenied && <SignInButton />}
        <Link href="/" className="button button-quiet">
          {text.error.home}
        </Link>
      </p>
    </div>
  )
}

export function errorText(error: unknown, { error: text }: Strings) {
  if (!(error instanceof ApiError)) return String(error)
  if (error.isOffline) return text.offline
  if (error.isNotFound) return text.missing
  if (error.status === 401) return text.unauthorized
  if (error.status === 403) return text.forbidden
  if (error.isTransient) return text.busy
  return text.other + error.message
}

/** Why there is nothing here yet, and what the reader can do. */
export function EmptyNotice(props: { title: string; hint?: string; isPage?: boolean; children?: ReactNode }) {
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
