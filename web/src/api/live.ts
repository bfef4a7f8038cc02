import { useEffect, useEffectEvent } from 'react'
import { createStore } from '../state/store'

/** What the forum tells those who watch it. */
export interface LiveEvent {
  type: 'POST_CREATED' | 'COMMENT_CREATED' | 'VOTE_UPSERTED'
  payload: { post_id: string; community_id?: string; comment_id?: string }
}

/** `live`: told as it happens. `polling`: asking now and then. `offline`: nobody answers. */
export type LiveState = 'live' | 'polling' | 'offline'

const again = 60_000
const state = createStore<LiveState>('polling')
const listeners = new Set<(event: LiveEvent) => void>()
let source: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined

export const useLiveState = state.use

/** How long to wait between two looks, in ms: seldom while the stream tells us, for it may have missed something. */
export const useLookInterval = () => (useLiveState() === 'live' ? 60_000 : 8_000)

export function useLive(listener: (event: LiveEvent) => void) {
  const tell = useEffectEvent(listener)
  useEffect(() => {
    const hear = (event: LiveEvent) => tell(event)
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [])
}

// A browser has few connections to one server, and every tab would hold one: only the tab that is seen does.
export function startLive() {
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()))
  window.addEventListener('online', () => (close(), open()))
  window.addEventListener('offline', () => state.set('offline'))
  if (!document.hidden) open()
}

function open() {
  if (source) return
  clearTimeout(retry)
  source = new EventSource('/v1/events/stream')
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data)
    if (event.type === 'connected') state.set('live')
    else listeners.forEach((listener) => listener(event))
  }
  source.onerror = () => {
    state.set(navigator.onLine ? 'polling' : 'offline')
    // The browser comes back by itself, but not to a server that has no stream or none to spare.
    if (source?.readyState !== EventSource.CLOSED) return
    close()
    retry = setTimeout(open, again)
  }
}

function close() {
  clearTimeout(retry)
  source?.close()
  source = null
  if (state.get() === 'live') state.set('polling')
}
