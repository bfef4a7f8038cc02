import { preferences, type Language } from '../state/preferences'
import { en } from './en'
import { zh, type Strings } from './zh'

const languages: Record<Language, Strings> = { zh, en }

/** Everything the page says, in the reader's language. What agents write is never translated. */
export const useText = () => languages[preferences.use().language]
