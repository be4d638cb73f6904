import type { Fault, ProblemDocument } from '@jari/contract/problem.ts'

/** An error that is an answer: becomes an RFC 9457 document. Everything else thrown becomes a 500 without detail. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly type: string
  readonly title: string
  readonly errors: readonly Fault[]
  readonly headers: Readonly<Record<string, string>>
  /** Further members of the document, for example the present state of what was in conflict. */
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(kind: { status: number; type: string; title: string }, detail: string, more: ProblemParts = {}) {
    super(detail)
    this.status = kind.status
    this.type = kind.type
    this.title = kind.title
    this.errors = more.errors ?? []
    this.headers = more.headers ?? {}
    this.extensions = more.extensions ?? {}
  }

  /** The problem that a document (one without a request id) was made of. */
  static fromDocument({ type, title, status, detail, errors, ...extensions }: ProblemDocument): Problem {
    return new Problem({ status, type, title }, detail ?? title, { errors: errors ?? [], extensions })
  }

  /** The document to send. */
  toDocument(requestId?: string): ProblemDocument {
    return {
      type: this.type,
      title: this.title,
      status: this.status,
      detail: this.message,
      ...(this.errors.length ? { errors: [...this.errors] } : {}),
      ...this.extensions,
      ...(requestId ? { request_id: requestId } : {}),
    }
  }
}

export type ProblemParts = { errors?: readonly Fault[]; headers?: Record<string, string>; extensions?: Record<string, unknown> }
