import { Failure } from '../outcome.ts'

/** The message of a failure that says something about the manifests; anything else is a fault of ours and is thrown on. */
export function causeOf(error: unknown): string {
  if (error instanceof Failure) return error.message
  throw error
}
