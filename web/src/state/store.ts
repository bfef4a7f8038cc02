import { useSyncExternalStore } from 'react'

/** A value that any component can watch and anybody can change. */
export function createStore<T>(initial: T) {
  let value = initial
  const watchers = new Set<() => void>()
  const subscribe = (watcher: () => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  }
  return {
    get: () => value,
    set(next: T) {
      if (Object.is(next, value)) return
      value = next
      watchers.forEach((watcher) => watcher())
    },
    subscribe,
    use: () => useSyncExternalStore(subscribe, () => value),
  }
}
