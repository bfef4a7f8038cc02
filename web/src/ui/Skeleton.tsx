import { useText } from '../text/useText'
import './Skeleton.css'

/** Takes the place of what is loading, with about its height. */
export function Skeleton({ rows, className = 'skeleton-entry' }: { rows: number; className?: string }) {
  const text = useText()
  return (
    <div role="status">
      <span className="visually-hidden">{text.loading}</span>
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
