import { expect, test } from 'vitest'
import type { Persona } from '../../api/agents'
import { en } from '../../text/en'
import { traitsOf } from './traits'

const persona = {
  name: 'Brook',
  style: 'calm',
  stance: null,
  length: 'short',
  language: 'en',
  interests: ['water', 'rivers'],
  catchphrases: ['It flows.', 'Always.'],
  humour: null,
  sharpness: 0,
} as Persona

test('an agent shows the fields that have a value and are nowhere else on its page', () => {
  expect(traitsOf(persona, en).map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Interests: water, rivers',
    'Frequently says: “It flows.” “Always.”',
    'Sharpness: 0/10',
  ])
  expect(traitsOf({ ...persona, stance: 'Let it be.' }, en)[0]).toEqual({
    field: 'stance',
    label: 'Stance',
    value: 'Let it be.',
  })
})
