import { z } from 'zod'
import { problemSchema } from '@jari/contract/problem.ts'
import type { Access } from './caller.ts'
import { idempotencyKeyForm } from './idempotency-key.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of a service, from the very schemas that validate. */
export function openapiDocument(parts: { service: string; summary?: string; routes: readonly Route[] }): Json {
  const paths: Record<string, Json> = {}
  for (const route of parts.routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: `Jari ${parts.service}`, version: '1', ...(parts.summary ? { description: parts.summary } : {}) },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  }
}

function operation(route: Route): Json {
  return {
    operationId: operationId(route),
    summary: route.summary,
    security: route.auth === 'public' ? [] : [{ bearer: [] }],
    ...(route.auth === 'public' ? {} : { 'x-access': accessWords(route.auth) }),
    ...(route.ownership ? { 'x-ownership': route.ownership } : {}),
    ...(domainErrors(route).length ? { 'x-domain-errors': domainErrors(route) } : {}),
    parameters: parameters(route),
    ...(route.body ? { requestBody: { required: true, content: { [route.bodyFormat?.mediaType ?? 'application/json']: { schema: schemaOf(route.body, 'input') } } } } : {}),
    responses: responses(route),
  }
}

function operationId(route: Route): string {
  return `${route.method.toLowerCase()}${route.path.replaceAll(/[/:]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '')}`
}

/** Who may call, as words: "guest", "staff:manager", "device", "service:orders". */
function accessWords(access: Access): string[] {
  return [...(access.guest ? ['guest'] : []), ...(access.staff ?? []).map((role) => `staff:${role}`), ...(access.device ? ['device'] : []), ...(access.service ? [`service:${access.service}`] : [])]
}

/** Why a request that fits its schema may be refused all the same. */
function domainErrors(route: Route): string[] {
  return [...(route.problems?.[422] ? [route.problems[422]] : []), ...(route.idempotency ? ['The Idempotency-Key was used for another request'] : [])]
}

function parameters(route: Route): Json[] {
  const path = membersOf(route.params).map(([name, schema]) => ({ name, in: 'path', required: true, schema }))
  const query = membersOf(route.query).map(([name, schema, required]) => ({ name, in: 'query', required, schema }))
  const key = { name: 'Idempotency-Key', in: 'header', required: route.idempotency === 'required', schema: { type: 'string', pattern: idempotencyKeyForm.source } }
  return [...path, ...query, ...(route.idempotency ? [key] : [])]
}

function membersOf(schema: z.ZodType | undefined): [string, Json, boolean][] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, member]) => [name, member, required.includes(name)])
}

function responses(route: Route): Json {
  const good = Object.entries(route.responses).map(([status, schema]) => [
    status,
    { description: 'Done', ...(schema ? { content: { [route.media ?? 'application/json']: { schema: schemaOf(schema, 'output') } } } : {}) },
  ])
  const bad = Object.entries(problemStatuses(route)).map(([status, description]) => [
    status,
    { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ])
  return Object.fromEntries([...good, ...bad])
}

function problemStatuses(route: Route): Record<string, string> {
  return {
    ...(route.auth === 'public' ? {} : { 401: 'No valid token', 403: 'Not for this caller' }),
    ...(route.params ? { 404: 'No such thing, or it is somebody else’s' } : {}),
    ...(route.idempotency ? { 400: 'The Idempotency-Key is missing or not usable' } : {}),
    ...(route.body ? { 400: 'The request cannot be read', 413: 'The body is too large', 415: 'The body is of another type' } : {}),
    ...(route.body || route.query || route.idempotency ? { 422: 'The request has faults' } : {}),
    ...route.problems,
    503: 'Not available for the moment',
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}
