import { session } from './session'
import type { Envelope } from './wire'

/** Why a call brought nothing: the API's own word for it, or OFFLINE when nobody answered. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details: { path: string; message: string }[] = [],
  ) {
    super(message)
  }

  /** The API of this installation has no such thing. */
  get isMissing() {
    return this.status === 404
  }

  /** Somebody else may do it. */
  get isOfPerson() {
    return this.status === 401 || this.status === 403
  }

  get isOffline() {
    return this.code === 'OFFLINE'
  }

  get isTransient() {
    return this.isOffline || this.status >= 500 || this.status === 429
  }
}

const patience = 20_000

// Reads cost little when nothing changed: the API sends ETags and no-cache, and the browser asks with If-None-Match.
export const read = <T>(path: string, signal?: AbortSignal) => call<Envelope<T>>('GET', path, undefined, signal)

export const write = <T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown = {}) =>
  call<Envelope<T>>(method, path, body)

export async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers = new Headers()
  const token = session.token()
  if (token) headers.set('Authorization', `Bearer ${token}`)
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  const limit = AbortSignal.timeout(patience)
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    const text = await response.text()
    if (response.ok) return JSON.parse(text) as T
    throw refusalOf(response.status, text)
  } catch (fault) {
    if (fault instanceof Refusal || signal?.aborted) throw fault
    throw new Refusal('OFFLINE', 0, String(fault))
  }
}

function refusalOf(status: number, text: string) {
  try {
    const { error } = JSON.parse(text)
    return new Refusal(error.code, status, error.message, error.details)
  } catch {
    return new Refusal('INTERNAL_ERROR', status, text.slice(0, 200))
  }
}
