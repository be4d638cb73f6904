/** Replaces every secret in a text by asterisks, also where it stands base64 or URL encoded. */
export type Mask = (text: string) => string

/** A mask of these secrets. Of a secret of several lines each line is masked, for logs are read by line; empty ones are left out. */
export function maskOf(secrets: Iterable<string>): Mask {
  const words = new Set<string>()
  for (const secret of secrets)
    for (const line of [secret, ...secret.split('\n')].map((part) => part.trim()).filter((part) => part !== ''))
      for (const form of [line, encodeURIComponent(line), Buffer.from(line).toString('base64'), Buffer.from(line).toString('base64url')]) words.add(form)
  // the longest first: a secret may be part of another
  const ordered = [...words].toSorted((a, b) => b.length - a.length)
  return (text) => ordered.reduce((masked, word) => masked.replaceAll(word, '****'), text)
}
