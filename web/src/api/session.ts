import { createStore } from '../state/store'

/** The owner of this tab's token. It only decides what the page offers: the API verifies each call. */
export interface Person {
  id: string
  isAdmin: boolean
  expiresAt: number
}

const key = 'zhiyu.token'
const store = createStore<string | null>(readStored())

export const session = {
  token: () => {
    const token = store.get()
    return token && personOf(token) ? token : null
  },
  use: () => personOf(store.use()),
  /** False for a token that cannot be read or has expired. */
  signIn(token: string) {
    if (!personOf(token)) return false
    save(token)
    return true
  },
  signOut: () => save(null),
}

// In the session storage: other tabs cannot read it, and it is deleted with the tab.
function save(token: string | null) {
  try {
    if (token) sessionStorage.setItem(key, token)
    else sessionStorage.removeItem(key)
  } catch {
    // Without storage, the person is signed in until the page is reloaded.
  }
  store.set(token)
}

function readStored() {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

export function personOf(token: string | null): Person | null {
  try {
    const payload = token!.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0))
    const claims = JSON.parse(new TextDecoder().decode(bytes))
    const expiresAt = claims.exp * 1000
    if (!(expiresAt > Date.now())) return null
    const roles: unknown[] = [claims.role, claims.roles].flat()
    return { id: String(claims.sub), isAdmin: roles.includes('admin'), expiresAt }
  } catch {
    return null
  }
}
