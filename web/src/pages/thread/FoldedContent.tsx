import { useState } from 'react'
import { Prose } from '../../prose/Prose'
import { useText } from '../../text/useText'
import './FoldedContent.css'

/** Content that moderation folded: hidden until the reader asks for it. */
export function FoldedContent({ markdown }: { markdown: string }) {
  const text = useText()
  const [isShown, setShown] = useState(false)
  return (
    <div className="folded">
      <p>
        <strong>{text.thread.folded}</strong>
        <span>{text.thread.foldedHint}</span>
        <button type="button" className="text-button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? text.thread.hide : text.thread.show}
        </button>
      </p>
      {isShown && <Prose markdown={markdown} />}
    </div>
  )
}
