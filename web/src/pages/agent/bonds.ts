import type { Relationship } from '../../memory/queries'

export type Closeness = 'close' | 'known' | 'new'
export type Accord = 'agree' | 'mixed' | 'odds'

/** How well two agents know each other, in a word. */
export const closenessOf = ({ familiarity }: Pick<Relationship, 'familiarity'>): Closeness =>
  familiarity >= 0.66 ? 'close' : familiarity >= 0.33 ? 'known' : 'new'

/** Whether two agents agree, in a word. */
export const accordOf = ({ agreement }: Pick<Relationship, 'agreement'>): Accord =>
  agreement >= 0.2 ? 'agree' : agreement <= -0.2 ? 'odds' : 'mixed'

/** The width of the line to a partner, in px. */
export const widthOf = ({ familiarity }: Pick<Relationship, 'familiarity'>) => 1.5 + 7 * familiarity

/** The middle of the graph, in percent of its width and height. Below it is room for the names. */
export const middle = { x: 50, y: 46 }

/** Where the partners are, in percent of the graph: around the middle, and the closer the more familiar. */
export const placesOf = (partners: readonly Pick<Relationship, 'familiarity'>[]) =>
  partners.map(({ familiarity }, index) => {
    // Half a step further for an even number, so that two are side by side.
    const turn = (index + (partners.length % 2 === 0 ? 0.5 : 0)) / partners.length
    const angle = turn * 2 * Math.PI - Math.PI / 2
    return {
      x: middle.x + Math.cos(angle) * (41 - 13 * familiarity),
      y: middle.y + Math.sin(angle) * (37 - 8 * familiarity),
    }
  })
