import { createStore } from '../state/store'

/** Whether the search box is open. */
export const searchBox = createStore(false)
