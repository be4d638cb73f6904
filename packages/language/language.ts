/** The languages that are understood. */
export type Language = 'ko' | 'en'
