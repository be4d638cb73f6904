import { existsSync } from 'node:fs'
import { join } from 'node:path'

const machines = { x64: 'amd64', arm64: 'arm64' } as Readonly<Record<string, string>>

/** The Debian packages that a pipeline runs on: Groovy 2.4.21 is exactly Jenkins' own, and it needs a Java no newer than 17. */
export const debianPackages = ['groovy', 'maven', 'openjdk-17-jre-headless'] as const

/** Groovy with its dependencies in one file, from Debian's package `groovy`. */
export const groovyJar = '/usr/share/java/groovy-all.jar'

/** Java 17 of Debian's package. The `java` on the PATH may be any other. */
export const javaHome = `/usr/lib/jvm/java-17-openjdk-${machines[process.arch] ?? process.arch}`

/** What of Java and Groovy is missing on this machine, for people; empty if nothing is. */
export function missingJava(): string[] {
  return [join(javaHome, 'bin/java'), groovyJar].filter((file) => !existsSync(file))
}
