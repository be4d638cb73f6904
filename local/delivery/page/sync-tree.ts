import { needsLook, type SyncObject, type SyncWave } from '../argocd/sync-tree.ts'
import { badge } from './badge.ts'
import { hintFor } from './hints.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'
import type { Word } from './words.ts'

/** What Argo CD manages in an environment, wave by wave, each object with its state and why. `fault`: why it cannot be read. */
export function syncTreeSection(view: View, waves: readonly SyncWave[], fault: string | null): Html {
  const { say } = view
  return html`<section aria-labelledby="tree-title" id="tree" data-live data-refresh>
<h2 id="tree-title">${say('syncView')}</h2>
<p class="quiet">${say('syncViewWhat')}</p>
${fault !== null ? html`<div class="notice bad"><p>${say('unreachable', 'Argo CD', fault)} ${say('unreachableWhat')}</p></div>` : waves.length === 0 ? html`<p class="empty">${say('noObjects')}</p>` : html`<ol class="waves">${waves.map((wave) => wavePart(view, wave))}</ol>`}
</section>`
}

const named: ReadonlyMap<number | null, Word> = new Map([[-3, 'wave -3'], [-2, 'wave -2'], [-1, 'wave -1'], [0, 'wave 0'], [null, 'wave hooks']])

function wavePart(view: View, { wave, objects }: SyncWave): Html {
  const { say } = view
  const word = named.get(wave)
  const troubled = objects.filter(needsLook).length
  return html`<li><details class="wave" id="wave-${wave ?? 'hooks'}"${(troubled > 0 || wave === 0) && html` open`}>
<summary><strong>${word === undefined ? say('wave', String(wave).replace('-', '−')) : say(word)}</strong> <span class="${troubled > 0 ? 'busy-text' : 'quiet'}">${troubled > 0 ? say('objectsOf', troubled, objects.length) : say('objectsWell', objects.length)}</span></summary>
<ul class="objects">${objects.map((object) => objectPart(view, object))}</ul></details></li>`
}

function objectPart(view: View, object: SyncObject): Html {
  const { say } = view
  const { kind, name, sync, health, message, toBeRemoved, ready, restarts, children } = object
  const hint = message === null || health === 'Healthy' ? null : hintFor(`${name} ${message}`)
  return html`<li data-object="${kind}/${name}" data-health="${health}">
<p><span class="kind">${kind}</span> <span class="name">${name}</span> ${health !== null && badge(say, health)} ${sync === 'OutOfSync' && badge(say, sync)}
${toBeRemoved ? html`<span class="quiet">${say('toBeRemoved')}</span>` : sync === 'OutOfSync' && html`<span class="quiet">${say('objectDiffers')}</span>`} ${ready !== null && html`<span class="quiet">${say('ready', ready)}</span>`} ${restarts > 0 && html`<span class="quiet">${say('restarted', restarts)}</span>`}</p>
${message !== null && html`<p class="said">${message}</p>`}${hint !== null && html`<p class="hint">${say(hint)}</p>`}
${children.length > 0 && html`<ul class="objects">${children.map((child) => objectPart(view, child))}</ul>`}</li>`
}
