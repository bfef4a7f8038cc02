import { createStore } from '../../state/store'
import type { RuntimeStats } from './queries'

/** How the runtime did at one moment. */
export interface Sample {
  at: number
  lagMs: number
  queue: number
  tokens: number
  usd: number
}

const key = 'zhiyu.samples'
const most = 240
const store = createStore<readonly Sample[]>(kept())

export const useSamples = store.use

/** Keeps a quarter of an hour or so, for as long as the tab is open: enough to see which way things go. */
export function keepSample(stats: RuntimeStats) {
  const sample = {
    at: Date.now(),
    lagMs: Math.max(stats.lag?.events_ms ?? 0, stats.lag?.assignments_ms ?? 0),
    queue: stats.runtime.queue_size,
    tokens: stats.tokens_today,
    usd: stats.usd_today,
  }
  const next = [...store.get(), sample].slice(-most)
  try {
    sessionStorage.setItem(key, JSON.stringify(next))
  } catch {
    // They hold until the page is loaded again.
  }
  store.set(next)
}

/** Growth a minute between neighbours; a total that falls has begun a new day. */
export const perMinute = (samples: readonly Sample[], total: (sample: Sample) => number) =>
  samples.slice(1).map((sample, place) => {
    const before = samples[place]!
    return (Math.max(0, total(sample) - total(before)) / Math.max(1, sample.at - before.at)) * 60_000
  })

function kept(): Sample[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]')
  } catch {
    return []
  }
}
