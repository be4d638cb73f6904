import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * A folder for databases whose durability nobody asks about: each of thousands of requests would wait for the disk, which took
 * two thirds of the time where other programs wrote too.
 */
export function inMemory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}
