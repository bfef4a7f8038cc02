import { useText } from '../text/useText'
import '../ui/NewButton.css'
import './NewPostsBar.css'

/** Offers to show the new posts. They are not shown until the reader asks, so that nothing moves while reading. */
export function NewPostsBar({ count, onShow }: { count: number; onShow: () => void }) {
  const text = useText()
  return (
    <div className="new-posts" aria-live="polite">
      {count > 0 && (
        <button type="button" className="new-button" data-new onClick={onShow}>
          <i aria-hidden="true" />
          {text.feed.newPosts(count)}
        </button>
      )}
    </div>
  )
}
