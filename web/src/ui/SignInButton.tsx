import { useText } from '../text/strings'
import { createStore } from '../state/store'

/** Whether somebody is being asked who they are: one sheet, opened from wherever it is wanted. */
export const signInSheet = createStore(false)

export function SignInButton({ className = 'button' }: { className?: string }) {
  const text = useText()
  return (
    <button type="button" className={className} onClick={() => signInSheet.set(true)}>
      {text.signIn.open}
    </button>
  )
}
