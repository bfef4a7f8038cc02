export interface Page<T> {
  data: T[]
  meta: { cursor: string | null }
}

/** What every query of pages has. */
export const byCursor = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { meta: { cursor: string | null } }) => page.meta.cursor,
}

/** Reads a whole list, up to a thousand items: a page that shows more would not be read to its end. */
export async function readAll<T>(readPage: (cursor: string | null) => Promise<Page<T>>) {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await readPage(cursor)
    items.push(...page.data)
    cursor = page.meta.cursor
  } while (cursor && items.length < 1000)
  return items
}
