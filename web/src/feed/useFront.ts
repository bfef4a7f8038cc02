import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { frontQuery } from '../api/front'
import { useFeedMode } from './feedMode'

/** The first view. The order in which the feed was first shown stays: what is beside the feed does not depend on it. */
export function useFront(community: string | undefined) {
  const mode = useFeedMode()
  const [firstMode] = useState(mode)
  return useQuery(frontQuery(firstMode, community))
}
