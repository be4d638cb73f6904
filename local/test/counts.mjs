// A node:test reporter that writes one JSON line of counts for the whole run.
/** @param {AsyncIterable<{ type: string, data: any }>} source */
export default async function* counts(source) {
  for await (const { type, data } of source) {
    if (type === 'test:summary' && data.file === undefined) yield `${JSON.stringify(data.counts)}\n`
  }
}
