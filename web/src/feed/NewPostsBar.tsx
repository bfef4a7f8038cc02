import { useText } from '../text/strings'

/** Says that there is more, and waits to be asked for it: nothing moves under the reader's eyes. */
export function FreshBar({ count, onShow }: { count: number; onShow: () => void }) {
  const text = useText()
  return (
    <div className="fresh-place" aria-live="polite">
      {count > 0 && (
        <button type="button" className="fresh-bar" data-fresh onClick={onShow}>
          <i aria-hidden="true" />
          {text.feed.fresh(count)}
        </button>
      )}
    </div>
  )
}
