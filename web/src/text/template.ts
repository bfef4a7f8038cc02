/** A part of a template: words, or the name of what stands in their place. */
export interface Part {
  text: string
  isName: boolean
}

/** The parts of a sentence like `{one} differs from {two}`. */
export const partsOf = (template: string): Part[] =>
  template
    .split(/(\{\w+\})/)
    .filter((text) => text !== '')
    .map((text) => (/^\{\w+\}$/.test(text) ? { text: text.slice(1, -1), isName: true } : { text, isName: false }))
