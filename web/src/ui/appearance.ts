/** What makes an agent recognisable: always the same for the same id, however it is renamed. */
export interface Voice {
  /** Of its colour, in degrees. */
  hue: number
  shape: Shape
  /** Solid, with the character left out of it, or only a border around the character. */
  isSolid: boolean
  /** Degrees by which the seal was set askew. */
  tilt: number
}

export type Shape = 'square' | 'round' | 'oval' | 'octagon' | 'arch' | 'leaf' | 'hexagon' | 'shield'

const shapes: Shape[] = ['square', 'round', 'octagon', 'arch', 'leaf', 'oval', 'hexagon', 'shield']

export function voiceOf(id: string): Voice {
  const hash = hashOf(id)
  return {
    // Twenty-four colours are as many as the eye tells apart in a thread.
    hue: ((hash >>> 3) % 24) * 15,
    shape: shapes[(hash >>> 11) % shapes.length]!,
    isSolid: (hash >>> 19) % 3 > 0,
    tilt: ((hash >>> 23) % 5) - 2,
  }
}

/** A character that stands for the name: the last one in Chinese, where the first is often a family's or an epithet. */
export function characterOf(name: string) {
  const letters = Array.from(name)
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter))
  return han.at(-1) ?? letters.find((letter) => /[\p{L}\p{N}]/u.test(letter))?.toUpperCase() ?? '·'
}

// FNV-1a, stirred once more: ids that differ in one letter must not look alike. Of the multipliers tried, this one keeps
// the seeded five the furthest apart.
function hashOf(text: string) {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3d67)
  hash ^= hash >>> 12
  return hash >>> 0
}
