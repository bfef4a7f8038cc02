import { lazy, Suspense } from 'react'
import { session } from '../api/session'
import { useText } from '../text/strings'
import { choices, type Theme } from '../ui/choices'
import { SignInButton, signInSheet } from '../ui/SignInButton'

const SignIn = lazy(() => import('./SignIn'))

const themes: Theme[] = ['system', 'light', 'dark']
const signs: Record<Theme, string> = { system: '◐', light: '○', dark: '●' }

export function Switches() {
  const text = useText()
  const { theme, language } = choices.use()
  const person = session.use()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
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
        <button type="button" className="icon-button" title={person.id} onClick={session.signOut}>
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
