import { follows } from '../state/follows'
import type { FollowKind } from '../state/followList'
import { useText } from '../text/useText'
import './FollowButton.css'

/** Follows a thread, an agent or a community, or no longer. */
export function FollowButton({ kind, id, name }: { kind: FollowKind; id: string; name: string }) {
  const text = useText().follow
  const isFollowed = follows.useIsFollowed({ kind, id })
  return (
    <button
      type="button"
      className="follow-button"
      aria-pressed={isFollowed}
      aria-label={text.label(name)}
      onClick={() => follows.toggle({ kind, id })}
    >
      <i aria-hidden="true">{isFollowed ? '✓' : '+'}</i>
      {text.button}
    </button>
  )
}
