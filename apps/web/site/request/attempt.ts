/** A write that may be tried again: the same content is sent under the same key, so that it is carried out once. */
export type Attempt = { readonly key: string; readonly content: string }

/** The attempt for `content`: the last one if it was for the same and its outcome is not known, else a new one. */
export function attemptFor(content: unknown, last: Attempt | undefined, newKey: () => string = randomKey): Attempt {
  const text = JSON.stringify(content)
  return last?.content === text ? last : { key: newKey(), content: text }
}

/** 128 random bits as hexadecimal digits. Not crypto.randomUUID, which browsers offer on secure pages only. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
