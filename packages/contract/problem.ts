import { z } from 'zod'

/** One fault of a request. `pointer` is a JSON pointer as a URI fragment into the part of the request that `in` names. */
export const faultSchema = z.object({
  in: z.enum(['body', 'query', 'path', 'header']),
  pointer: z.string().describe('for example #/lines/0/quantity, or #/Idempotency-Key with in "header"'),
  detail: z.string(),
})
export type Fault = z.infer<typeof faultSchema>

/** RFC 9457 problem document; every error of every service looks like this. */
export const problemSchema = z.looseObject({
  type: z.string().describe('stable name of the kind of problem, a URI reference'),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().optional(),
  request_id: z.string().optional(),
  errors: z.array(faultSchema).optional(),
})
export type ProblemDocument = z.infer<typeof problemSchema>
