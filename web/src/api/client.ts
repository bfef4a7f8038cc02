import { ApiError, apiErrorOf } from './ApiError'
import { addressOf, type Answer, type Operation, type Query, type RequestOf } from './operations'
import { session } from './session'

const defaultTimeoutMs = 20_000

/**
 * Calls the API: `request('GET /v1/posts/{id}', { path: { id } })`. Reading is cheap when nothing changed: the API
 * sends ETags and no-cache, and the browser asks with If-None-Match.
 */
export function request<O extends Operation>(operation: O, request: RequestOf<O>): Promise<Answer<O>> {
  const [method, path] = operation.split(' ') as [string, string]
  const { path: parameters, query, body, signal, timeoutMs } = request as Partial<Everything>
  return send(
    method,
    addressOf(path, parameters, query),
    method === 'GET' ? undefined : (body ?? {}),
    signal,
    timeoutMs ?? defaultTimeoutMs,
  )
}

interface Everything {
  path: Record<string, string>
  query: Query
  body: unknown
  signal: AbortSignal
  timeoutMs: number
}

async function send<T>(
  method: string,
  address: string,
  body: unknown,
  signal: AbortSignal | undefined,
  timeoutMs: number,
): Promise<T> {
  const headers = new Headers()
  const token = session.token()
  if (token) headers.set('Authorization', `Bearer ${token}`)
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(address, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    const text = await response.text()
    if (response.ok) return JSON.parse(text) as T
    throw apiErrorOf(response.status, text)
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error
    throw new ApiError('OFFLINE', 0, String(error))
  }
}
