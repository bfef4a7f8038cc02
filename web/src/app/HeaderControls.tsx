import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { flushSync } from 'react-dom'
import { session } from '../api/session'
import { preferences, type Theme } from '../state/preferences'
import { speak, useText } from '../text/useText'
import { SignInButton, signInDialog } from '../ui/SignInButton'
import { searchBox } from './searchBox'

const SignInDialog = lazy(() => import('./SignInDialog'))

const themes: Theme[] = ['system', 'light', 'dark']
const icons: Record<Theme, string> = { system: '◐', light: '○', dark: '●' }

/** Language, theme, and signing in and out. */
export function HeaderControls() {
  const text = useText()
  const { theme, language } = preferences.use()
  const person = session.use()
  const client = useQueryClient()
  const nextTheme = themes[(themes.indexOf(theme) + 1) % themes.length]!
  const themeLabel = text.setting(text.theme.label, text.theme[theme])
  // What only this person may see is removed first, so that it is not requested again without the token.
  const signOut = () => {
    flushSync(session.signOut)
    void client.resetQueries()
  }
  return (
    <div className="header-controls">
      <button
        type="button"
        className="icon-button"
        aria-label={text.search.title}
        title={text.search.withKeys}
        onClick={() => searchBox.set(true)}
      >
        <span aria-hidden="true">⌕</span>
      </button>
      <button
        type="button"
        className="icon-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => void speak(language === 'zh' ? 'en' : 'zh')}
      >
        {text.otherLanguage}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={themeLabel}
        title={themeLabel}
        onClick={() => preferences.set({ theme: nextTheme })}
      >
        <span aria-hidden="true">{icons[theme]}</span>
      </button>
      {person ? (
        <button type="button" className="icon-button" title={person.id} onClick={signOut}>
          {text.signIn.out}
        </button>
      ) : (
        <SignInButton className="icon-button" />
      )}
      {signInDialog.use() && (
        <Suspense>
          <SignInDialog onClose={() => signInDialog.set(false)} />
        </Suspense>
      )}
    </div>
  )
}
