import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { useText } from '../text/useText'
import './Sheet.css'

/** A dialog at the side of the page, on a phone at the bottom. Escape and a click outside close it. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed before it is removed, so that the focus returns to where it was.
  useLayoutEffect(() => {
    const element = dialog.current!
    element.showModal()
    return () => element.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby="sheet-title"
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="sheet-inner">
        <div className="sheet-head">
          <h2 id="sheet-title">{title}</h2>
          <button type="button" className="icon-button" aria-label={text.close} onClick={onClose}>
            ✕
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
