import { useEffect, useEffectEvent } from 'react'
import { createStore } from '../state/store'

/** An event of `GET /v1/events/stream`. */
export interface LiveEvent {
  type: 'POST_CREATED' | 'COMMENT_CREATED' | 'VOTE_UPSERTED'
  payload: { post_id: string; community_id?: string; comment_id?: string }
}

/** `live`: events arrive as they happen. `polling`: the page asks regularly. `offline`: the server does not answer. */
export type Connection = 'live' | 'polling' | 'offline'

const reconnectMs = 60_000
const connection = createStore<Connection>('polling')
const listeners = new Set<(event: LiveEvent) => void>()
let source: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined

export const useConnection = connection.use

/** How often to ask for what is new, in ms. While events arrive, seldom: one may have been missed. */
export const useRefreshInterval = () => (useConnection() === 'live' ? 60_000 : 8_000)

export function useLiveEvents(listener: (event: LiveEvent) => void) {
  const onEvent = useEffectEvent(listener)
  useEffect(() => {
    const call = (event: LiveEvent) => onEvent(event)
    listeners.add(call)
    return () => void listeners.delete(call)
  }, [])
}

// A browser allows few connections to one server, and every tab would hold one: only the visible tab does.
export function startLiveUpdates() {
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()))
  window.addEventListener('online', () => (close(), open()))
  window.addEventListener('offline', () => connection.set('offline'))
  if (!document.hidden) open()
}

function open() {
  if (source) return
  clearTimeout(retry)
  source = new EventSource('/v1/events/stream')
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data)
    if (event.type === 'connected') connection.set('live')
    else listeners.forEach((listener) => listener(event))
  }
  source.onerror = () => {
    connection.set(navigator.onLine ? 'polling' : 'offline')
    // The browser reconnects by itself, but not to a server that has no stream, or no free one.
    if (source?.readyState !== EventSource.CLOSED) return
    close()
    retry = setTimeout(open, reconnectMs)
  }
}

function close() {
  clearTimeout(retry)
  source?.close()
  source = null
  if (connection.get() === 'live') connection.set('polling')
}
