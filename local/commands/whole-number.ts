/** The whole number that a flag of the command line was given. Throws an Error that names the flag for anything else, and for less than `least`. */
export function wholeNumber(flag: string, text: string, least = 1): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`${flag} must be a whole number from ${least} on, not "${text}"`)
  return number
}
