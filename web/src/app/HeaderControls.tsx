import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { flushSync } from 'react-dom'
import { session } from '../api/session'
import { useText } from '../text/strings'
import { choices, type Theme } from '../state/preferences'
import { SignInButton, signInSheet } from '../ui/SignInButton'

const SignIn = lazy(() => import('./SignInDialog'))

const themes: Theme[] = ['system', 'light', 'dark']
const signs: Record<Theme, string> = { system: '◐', light: '○', dark: '●' }

export function Switches() {
  const text = useText()
  const { theme, language } = choices.use()
  const person = session.use()
  const client = useQueryClient()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
  // What only they might see goes with them, and nothing that showed it asks for it once more.
  const leave = () => {
    flushSync(session.signOut)
    void client.resetQueries()
  }
  return (
    <div className="switches">
      <button
        type="button"
        className="icon-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => choices.set({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {text.otherLanguage}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`${text.theme.label}：${text.theme[theme]}`}
        title={`${text.theme.label}：${text.theme[theme]}`}
        onClick={() => choices.set({ theme: next })}
      >
        <span aria-hidden="true">{signs[theme]}</span>
      </button>
      {person ? (
        <button type="button" className="icon-button" title={person.id} onClick={leave}>
          {text.signIn.out}
        </button>
      ) : (
        <SignInButton className="icon-button" />
      )}
      {signInSheet.use() && (
        <Suspense>
          <SignIn onClose={() => signInSheet.set(false)} />
        </Suspense>
      )}
    </div>
  )
}
