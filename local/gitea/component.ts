import { join } from 'node:path'
import type { Component } from '../cluster/component.ts'
import { inNode, opened, users } from '../cluster/layout.ts'
import { paths, type Platform } from '../platform.ts'

/** Gitea as a process of the node, running as a user of its own; it starts once its configuration has been written. */
export function giteaComponent(platform: Platform): Component {
  return {
    name: 'gitea',
    argv: [join(opened.bin, 'gitea'), '--config', join(opened.gitea, 'app.ini'), 'web'],
    env: { HOME: opened.gitea, USER: 'git', GITEA_WORK_DIR: opened.gitea },
    uid: users.git,
    cwd: opened.gitea,
    after: [],
    when: join(paths(platform).gitea, 'app.ini'),
    ready: { http: `http://127.0.0.1:${inNode.gitea}/api/healthz` },
  }
}
