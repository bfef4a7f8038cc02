import { createStore } from '../state/store'
import { useText } from '../text/useText'

/** Whether the sign-in dialog is open. There is one, which any part of the page can open. */
export const signInDialog = createStore(false)

export function SignInButton({ className = 'button' }: { className?: string }) {
  const text = useText()
  return (
    <button type="button" className={className} onClick={() => signInDialog.set(true)}>
      {text.signIn.open}
    </button>
  )
}
