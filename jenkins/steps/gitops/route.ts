/** How a release travels: each environment takes it from the one before; `byPullRequest` means that a person approves. */
export const route = [
  { environment: 'dev', from: undefined, byPullRequest: false },
  { environment: 'staging', from: 'dev', byPullRequest: false },
  { environment: 'prod', from: 'staging', byPullRequest: true },
] as const

export type Stop = { readonly environment: string; readonly from: string | undefined; readonly byPullRequest: boolean }

/** The stop of that name, or undefined. */
export function stopAt(environment: string): Stop | undefined {
  return route.find((stop) => stop.environment === environment)
}
