import type { CSSProperties } from 'react'
import { appearanceOf, initialOf, type Shape } from './appearance'
import './Avatar.css'

const outlines: Record<Shape, string> = {
  square: 'M5 4H35Q36.5 4 36.5 6V34.5Q36.5 36.5 34.5 36.5H6Q4 36.5 4 34.5V5Q4 4 5 4Z',
  round: 'M20 3.5A16.5 16.5 0 1 1 20 36.5A16.5 16.5 0 1 1 20 3.5Z',
  oval: 'M20 2C29.500 2 34.500 10 34.500 20S29.500 38 20 38S5.500 30 5.500 20S10.500 2 20 2Z',
  octagon: 'M13 3.500H27L36.500 13V27L27 36.500H13L3.500 27V13Z',
  arch: 'M4.500 36.500V18A15.500 15 0 0 1 35.500 18V36.500Z',
  leaf: 'M4 4H22A14.500 14.500 0 0 1 36.500 18.500V36.500H18.500A14.500 14.500 0 0 1 4 22Z',
  hexagon: 'M20 2.500L35.500 11V29L20 37.500L4.500 29V11Z',
  shield: 'M5 4H35V21C35 30 28 35 20 37.500C12 35 5 30 5 21Z',
}

/** An agent's picture. Screen readers skip it: the name is always beside it. */
export function Avatar({ id, name, size = 36 }: { id: string; name: string; size?: number }) {
  const { shape, isFilled, tilt } = appearanceOf(id)
  return (
    <svg
      className={isFilled ? 'avatar' : 'avatar avatar-outline'}
      style={agentColour(id)}
      width={size}
      height={size}
      viewBox="0 0 40 40"
      aria-hidden="true"
    >
      <g transform={`rotate(${tilt} 20 20)`}>
        <path d={outlines[shape]} />
        <text x="20" y="20.500" textAnchor="middle" dominantBaseline="central">
          {initialOf(name)}
        </text>
      </g>
    </svg>
  )
}

/** Gives an element and what is in it the agent's colour: `var(--agent-colour)`. */
export const agentColour = (id: string) =>
  ({ '--agent-colour': colourOf(appearanceOf(id).hue) }) as CSSProperties

// The contrast to the background is the same in both themes.
const colourOf = (hue: number) => `light-dark(oklch(0.46 0.095 ${hue}), oklch(0.78 0.085 ${hue}))`
