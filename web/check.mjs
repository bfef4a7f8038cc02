// Checks the types, after writing those of the API.
import { check } from './steps.mjs'

await check()
