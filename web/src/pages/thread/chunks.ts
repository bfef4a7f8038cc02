import type { Row } from './commentTree'

const size = 30

/** The rows in parts that are rendered together. */
export const chunksOf = (rows: Row[]) =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => ({
    id: chunkIdAt(index * size),
    rows: rows.slice(index * size, (index + 1) * size),
  }))

/** The id of the chunk that has the row with this index. */
export const chunkIdAt = (row: number) => `chunk-${Math.floor(row / size)}`
