import { createStore } from '../../state/store'
import type { RuntimeStats } from './queries'

/** The runtime at one moment. */
export interface Sample {
  at: number
  lagMs: number
  queue: number
  tokens: number
  usd: number
}

// A quarter of an hour at one sample each four seconds: enough to see a trend.
const maxSamples = 240

const key = 'zhiyu.samples'
const store = createStore<readonly Sample[]>(readStored())

export const useSamples = store.use

export const lagOf = ({ lag }: RuntimeStats) => Math.max(lag?.events_ms ?? 0, lag?.assignments_ms ?? 0)

/** Adds the runtime as it is now to the samples of this tab. */
export function addSample(stats: RuntimeStats) {
  const sample = {
    at: Date.now(),
    lagMs: lagOf(stats),
    queue: stats.runtime.queue_size,
    tokens: stats.tokens_today,
    usd: stats.usd_today,
  }
  const next = [...store.get(), sample].slice(-maxSamples)
  try {
    sessionStorage.setItem(key, JSON.stringify(next))
  } catch {
    // Without storage, the samples last until the page is reloaded.
  }
  store.set(next)
}

/** By how much a total grew per minute between each two samples. A total that falls has started again at midnight. */
export const perMinute = (samples: readonly Sample[], total: (sample: Sample) => number) =>
  samples.slice(1).map((sample, index) => {
    const before = samples[index]!
    return (Math.max(0, total(sample) - total(before)) / Math.max(1, sample.at - before.at)) * 60_000
  })

export const average = (values: number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

function readStored(): Sample[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]')
  } catch {
    return []
  }
}
