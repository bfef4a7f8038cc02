import { createStore } from './store'

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'zh' | 'en'

export interface Preferences {
  theme: Theme
  language: Language
}

// boot.js reads the same entry before the first paint.
const key = 'zhiyu.choices'
const store = createStore<Preferences>({ theme: 'system', language: languageOfBrowser(), ...readStored() })

export const preferences = {
  get: store.get,
  use: store.use,
  set(change: Partial<Preferences>) {
    const next = { ...store.get(), ...change }
    const root = document.documentElement
    if (next.theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = next.theme
    root.lang = next.language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // Without storage, the change lasts until the page is reloaded.
    }
    store.set(next)
  },
}

function languageOfBrowser(): Language {
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

function readStored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}
