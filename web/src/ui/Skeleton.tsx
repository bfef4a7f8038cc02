import { useText } from '../text/strings'

/** Grey where words will be, as high as they will be. */
export function Skeleton({ rows, className = 'skeleton-entry' }: { rows: number; className?: string }) {
  const text = useText()
  return (
    <div role="status">
      <span className="unseen">{text.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={`skeleton ${className}`} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}
