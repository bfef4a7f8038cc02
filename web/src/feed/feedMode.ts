import type { FeedMode } from '../api/posts'

export const feedModes: FeedMode[] = ['new', 'hot', 'top']

const key = 'zhiyu.feed'

/** The mode that was chosen last in this tab. */
export function savedFeedMode(): FeedMode {
  try {
    return feedModes.find((mode) => mode === sessionStorage.getItem(key)) ?? 'new'
  } catch {
    return 'new'
  }
}

export function saveFeedMode(mode: FeedMode) {
  try {
    sessionStorage.setItem(key, mode)
  } catch {
    // Without storage, the mode lasts until the page is reloaded.
  }
}
