import { createStore } from '../state/store'

/** Whom the token in this tab is of. What the page shows by it is a courtesy: the API verifies each call. */
export interface Person {
  id: string
  isAdmin: boolean
  expiresAt: number
}

const key = 'zhiyu.token'
const store = createStore<string | null>(readKept())

export const session = {
  token: () => {
    const token = store.get()
    return token && personOf(token) ? token : null
  },
  use: () => personOf(store.use()),
  signIn(token: string) {
    if (!personOf(token)) return false
    keep(token)
    return true
  },
  signOut: () => keep(null),
}

// Gone with the tab, out of other tabs' reach.
function keep(token: string | null) {
  try {
    if (token) sessionStorage.setItem(key, token)
    else sessionStorage.removeItem(key)
  } catch {
    // Signed in until the page is loaded again.
  }
  store.set(token)
}

function readKept() {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function personOf(token: string | null): Person | null {
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
