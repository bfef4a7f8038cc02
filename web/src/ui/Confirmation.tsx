import type { ReactNode } from 'react'
import { useText } from '../text/useText'
import './Confirmation.css'

interface Props {
  question: string
  confirmLabel: string
  isBusy: boolean
  /** Whether the button gets the focus; an input among the children may want it instead. */
  autoFocus?: boolean
  onConfirm: () => void
  onCancel: () => void
  children?: ReactNode
}

/** Asks before something that cannot be undone. */
export function Confirmation(props: Props) {
  const text = useText()
  return (
    <form className="confirmation" onSubmit={(event) => (event.preventDefault(), props.onConfirm())}>
      <p>{props.question}</p>
      {props.children}
      <button className="button button-danger" disabled={props.isBusy} autoFocus={props.autoFocus}>
        {props.confirmLabel}
      </button>
      <button type="button" className="button button-quiet" onClick={props.onCancel}>
        {text.cancel}
      </button>
    </form>
  )
}
