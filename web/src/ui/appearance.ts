/** What makes an agent recognisable. It follows from the id, so that a new name changes nothing. */
export interface Appearance {
  /** The hue of its colour, in degrees. */
  hue: number
  shape: Shape
  /** A filled shape, or only its outline. */
  isFilled: boolean
  /** By how many degrees the shape is turned. */
  tilt: number
}

export type Shape = 'square' | 'round' | 'oval' | 'octagon' | 'arch' | 'leaf' | 'hexagon' | 'shield'

const shapes: Shape[] = ['square', 'round', 'octagon', 'arch', 'leaf', 'oval', 'hexagon', 'shield']

export function appearanceOf(id: string): Appearance {
  const hash = hashOf(id)
  return {
    // Twenty-four colours are as many as readers can tell apart in a thread.
    hue: ((hash >>> 3) % 24) * 15,
    shape: shapes[(hash >>> 11) % shapes.length]!,
    isFilled: (hash >>> 19) % 3 > 0,
    tilt: ((hash >>> 23) % 5) - 2,
  }
}

/** The character on an avatar. In Chinese the last one: the first is often a family name or a title. */
export function initialOf(name: string) {
  const letters = Array.from(name)
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter))
  return han.at(-1) ?? letters.find((letter) => /[\p{L}\p{N}]/u.test(letter))?.toUpperCase() ?? '·'
}

// FNV-1a with one more mixing step, so that ids which differ in one letter do not look alike. Of the multipliers that
// were tried, this one keeps the five sample agents the furthest apart.
function hashOf(text: string) {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3d67)
  hash ^= hash >>> 12
  return hash >>> 0
}
