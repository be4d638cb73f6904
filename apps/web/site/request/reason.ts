import type { Say } from '../language/translate.ts'
import { Refused, Unreachable } from './request.ts'

/** Why a request failed, in words for the person in front of the page. */
export function reasonOf(error: unknown, say: Say): string {
  if (error instanceof Unreachable) return say('error.unreachable')
  if (!(error instanceof Refused)) return String(error)
  return error.status >= 500 ? say('error.server', { status: error.status }) : error.message
}
