/** Answers of a remote that no new attempt can change, each with what a person should do. */
const final: readonly (readonly [RegExp, string])[] = [
  [/Authentication failed|could not read (Username|Password)|HTTP 401|error: 401/i, 'the token was not accepted: check JARI_FORGE_TOKEN'],
  [/Not allowed to push to protected branch|protected branch hook declined|GH006/i, 'the branch is protected and this change needs a pull request'],
  [/HTTP 403|error: 403|Permission denied|User permission denied/i, 'this user may not push here'],
  [/Repository not found|does not appear to be a git repository|repository .* not found/i, 'there is no such repository: check JARI_GIT_URL'],
]

/** Why trying again is useless, or undefined when the remote may say yes next time (it moved, a hook failed, the line broke). */
export function finalReason(stderr: string): string | undefined {
  return final.find(([pattern]) => pattern.test(stderr))?.[1]
}
