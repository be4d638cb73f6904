import type { State } from '../state.ts'
import { environmentsSection } from './environments.ts'
import { historySection } from './history.ts'
import { html, type Html } from './html.ts'
import { platformSection } from './platform.ts'
import { promotionSection } from './promotion.ts'
import { runsSection } from './runs.ts'
import type { View } from './view.ts'

/** The page: what comes first is what a person most likely came for. */
export function overviewPage(view: View, state: State): Html {
  return html`${platformSection(view, state.platform)}
${environmentsSection(view, state.environments)}
${promotionSection(view, state.promotion)}
${runsSection(view, state.runs)}
${historySection(view, state.history)}`
}
