/**
 * A command whose process the kernel ends with SIGKILL as soon as the process that started it is gone, however that went: a
 * test or measurement that is killed leaves no database and no service behind. `userId` runs it as that user and group; a
 * program that changes its user by itself would lose the order to end. Linux only: by setpriv of util-linux.
 */
export function endsWithParent(command: readonly string[], userId?: number): [string, ...string[]] {
  const user = userId === undefined ? [] : ['--reuid', String(userId), '--regid', String(userId), '--clear-groups']
  return ['setpriv', ...user, '--pdeathsig', 'KILL', '--', ...command]
}
