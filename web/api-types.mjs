// Writes src/api/contract.d.ts from docs/openapi.json: the types of what each operation of the API takes and answers.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = import.meta.dirname
const target = join(root, 'src/api/contract.d.ts')

export const contract = join(root, '../docs/openapi.json')

export async function writeApiTypes() {
  const { compile } = await import('json-schema-to-typescript')
  const text = readFileSync(contract, 'utf8').replaceAll('#/components/schemas/', '#/definitions/')
  const types = await compile(operationsOf(JSON.parse(text)), 'Operations', {
    additionalProperties: false,
    bannerComment: '// Made from docs/openapi.json by api-types.mjs.\n',
    format: false,
    // A list is an array, not a tuple for each length that it may have.
    ignoreMinAndMaxItems: true,
  })
  // An unchanged file is not written again: the page is rebuilt when a file is newer than the last build.
  if (!existsSync(target) || readFileSync(target, 'utf8') !== types) writeFileSync(target, types)
}

/** One schema for all operations: `GET /v1/posts/{id}` has an `answer`, and a `body` if it takes one. */
function operationsOf({ paths, components }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
  )
  return {
    ...objectOf(operations.flatMap(([name, operation]) => {
      const body = jsonOf(operation.requestBody)
      const answer = jsonOf(operation.responses?.[200] ?? operation.responses?.[201])
      return answer ? [[name, objectOf([...(body ? [['body', body]] : []), ['answer', answer]])]] : []
    })),
    definitions: components.schemas,
  }
}

const jsonOf = (message) => message?.content?.['application/json']?.schema

const objectOf = (properties) => ({
  type: 'object',
  required: properties.map(([name]) => name),
  properties: Object.fromEntries(properties),
})

if (process.argv[1] === import.meta.filename) await writeApiTypes()
