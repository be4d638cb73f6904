import type { State } from '../state.ts'
import { changesSection } from './changes.ts'
import { driftSection } from './drift.ts'
import { environmentsSection } from './environments.ts'
import { figuresSection } from './figures.ts'
import { freezesSection } from './freezes.ts'
import { historySection } from './history.ts'
import { holdsSection } from './holds.ts'
import { html, type Html } from './html.ts'
import { platformSection } from './platform.ts'
import { promotionSection } from './promotion.ts'
import { runsSection } from './runs.ts'
import type { View } from './view.ts'

/** The page: what comes first is what a person most likely came for. */
export function overviewPage(view: View, state: State): Html {
  const { board, environments, history } = state
  return html`${platformSection(view, state.platform)}
${environmentsSection(view, environments, board)}
${promotionSection(view, state.promotion)}
${changesSection(view, state.changes)}
${runsSection(view, state.runs)}
${historySection(view, history, board !== null)}
${driftSection(view, board, environments)}
${holdsSection(view, board)}
${freezesSection(view, board)}
${figuresSection(view, board)}`
}
