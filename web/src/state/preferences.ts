import { createStore } from './store'

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'zh' | 'en'

export interface Choices {
  theme: Theme
  language: Language
}

// boot.js reads the same entry before the first paint.
const key = 'zhiyu.choices'
const store = createStore<Choices>({ theme: 'system', language: 'zh', ...kept() })

export const choices = {
  use: store.use,
  set(change: Partial<Choices>) {
    const next = { ...store.get(), ...change }
    const root = document.documentElement
    if (next.theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = next.theme
    root.lang = next.language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // It holds until the page is loaded again.
    }
    store.set(next)
  },
}

function kept(): Partial<Choices> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}
