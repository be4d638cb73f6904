import { createHmac, timingSafeEqual } from 'node:crypto'

/** Header of a notice's signature. */
export const signatureHeader = 'Payment-Signature'
/** How old a notice may be, in seconds: what was overheard cannot be played back later. */
const tolerance = 300

/** The signature of a body: HMAC-SHA-256 over its time (seconds) and itself, as `t=…,v1=…`. */
export function signNotice(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** True if the secret's holder signed this body not long ago. `now` in milliseconds. */
export function verifiesNotice(secret: string, body: string, signature: string, now: number): boolean {
  const time = /^t=(\d{1,12}),v1=[0-9a-f]{64}$/.exec(signature)?.[1]
  if (time === undefined || Math.abs(now / 1000 - Number(time)) > tolerance) return false
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signNotice(secret, body, Number(time))))
}
