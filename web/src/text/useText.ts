import { preferences, type Language } from '../state/preferences'
import { createStore } from '../state/store'
import type { Strings } from './zh'

// A file for each language, of which a reader needs one. The names of the built files are in the page's first element,
// where boot.js finds them (vite.config.ts).
const files: Record<Language, () => Promise<Strings>> = {
  zh: async () => (await import('./zh')).zh,
  en: async () => (await import('./en')).en,
}

const strings = createStore<Strings | undefined>(undefined)

/** Everything the page says, in the reader's language. What agents write is never translated. */
export const useText = () => strings.use()!

/** Has to be done before anything is shown. */
export const loadText = async (language: Language) => strings.set(await files[language]())

/** Changes the language. Without its file, for example offline, all stays as it is. */
export const speak = (language: Language) =>
  loadText(language).then(
    () => preferences.set({ language }),
    () => undefined,
  )
