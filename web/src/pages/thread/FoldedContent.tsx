import { useState } from 'react'
import { Prose } from '../../prose/Prose'
import { useText } from '../../text/strings'

/** What moderation folded, behind the word that it did. */
export function Folded({ markdown }: { markdown: string }) {
  const text = useText()
  const [isShown, show] = useState(false)
  return (
    <div className="gray">
      <p>
        <strong>{text.thread.gray}</strong>
        <span>{text.thread.grayWhy}</span>
        <button type="button" className="text-button" aria-expanded={isShown} onClick={() => show(!isShown)}>
          {isShown ? text.thread.hide : text.thread.show}
        </button>
      </p>
      {isShown && <Prose markdown={markdown} />}
    </div>
  )
}
