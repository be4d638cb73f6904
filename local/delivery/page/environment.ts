import type { Row } from '../../../jenkins/steps/board/row.ts'
import type { Environment } from '../argocd/environment.ts'
import type { SyncWave } from '../argocd/sync-tree.ts'
import type { State } from '../state.ts'
import { environmentCard } from './environments.ts'
import { figuresSection } from './figures.ts'
import { historySection } from './history.ts'
import { html, type Html } from './html.ts'
import { platformSection } from './platform.ts'
import { rollbackSection } from './rollback.ts'
import { syncTreeSection } from './sync-tree.ts'
import type { View } from './view.ts'

/** One environment: what runs, the live tree of objects, its history and figures, and the way back. */
export function environmentPage(view: View, state: State, environment: Environment, tree: { waves: readonly SyncWave[], fault: string | null }): Html {
  const { say } = view
  const { board } = state
  const rows: readonly Row[] = board?.environments.filter((row) => row.environment === environment.name) ?? []
  const history = state.history.filter((one) => one.environment === environment.name)
  return html`<p><a href="/">← ${say('back')}</a></p>
${platformSection(view, state.platform)}
<section aria-labelledby="environments-title" id="environments" data-live>
<h2 id="environments-title">${say('what')}</h2>
<ol class="environments">${environmentCard(view, environment, rows[0])}</ol>
</section>
${syncTreeSection(view, tree.waves, tree.fault)}
${rollbackSection(view, rows[0], history)}
${historySection(view, history, board !== null, 20)}
${figuresSection(view, board === null ? null : { ...board, environments: rows })}`
}
