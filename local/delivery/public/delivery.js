// Keeps the page true while it is open: takes over the sections that changed, and nothing of what a reader is doing.

const language = document.documentElement.lang
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]

function tick() {
  for (const time of document.querySelectorAll('time[data-ago]')) {
    const seconds = Math.round((Date.parse(time.dateTime) - Date.now()) / 1000)
    const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
    const words = relative.format(Math.trunc(seconds / size), unit)
    if (time.textContent !== words) time.textContent = words
  }
  for (const elapsed of document.querySelectorAll('[data-elapsed]')) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(elapsed.dataset.elapsed)) / 1000))
    elapsed.textContent = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`
    const bar = elapsed.parentElement.querySelector('progress')
    if (bar) bar.value = Math.min(bar.max, seconds)
  }
}

/** The words that a listener should hear when they change: one a card, run or fault. */
function newsIn(root) {
  return new Map([...root.querySelectorAll('[data-news]')].map((one, i) => [one.id || `news ${i}`, one.dataset.news]))
}

let refreshing

/** Looks what is new, once at a time. Whether the page's server answered is said. */
function refresh() {
  refreshing ??= look().then(connected, lost).finally(() => { refreshing = undefined })
  return refreshing
}

async function look() {
  const answer = await fetch(location.pathname, { headers: { 'x-live': '1' }, credentials: 'same-origin' })
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const before = newsIn(document)
  for (const section of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(section.id)
    if (next) takeOver(section, next)
  }
  const news = [...newsIn(document)].filter(([id, words]) => before.get(id) !== words).map(([, words]) => words)
  if (news.length > 0) document.getElementById('news').textContent = news.join('. ')
  if (fresh.body.dataset.version) document.body.dataset.version = fresh.body.dataset.version
  tick()
}

/** What was last taken from the server for a section: its own markup changes by itself (open parts, times). */
const taken = new WeakMap()

/** A section's markup without what changes by the clock alone. */
function lasting(section) {
  return section.outerHTML.replace(/(<time[^>]*>)[^<]*/g, '$1').replace(/(data-elapsed[^>]*>)[^<]*/g, '$1').replace(/(<progress[^>]*) value="[^"]*"/g, '$1')
}

function takeOver(section, next) {
  const markup = lasting(next)
  if (taken.get(section) === markup) return
  if (section.dataset.key && next.dataset.key && section.dataset.key !== next.dataset.key) return showStale(section)
  const open = new Map([...section.querySelectorAll('details[id]')].map(({ id, open }) => [id, open]))
  const scrolled = new Map([...section.querySelectorAll('[id]')].filter(({ scrollTop }) => scrollTop > 0).map(({ id, scrollTop }) => [id, scrollTop]))
  const followed = new Set([...section.querySelectorAll('[data-follow]')].filter(atEnd).map(({ id }) => id))
  const focused = section.contains(document.activeElement) ? pathTo(section, document.activeElement) : null
  const typed = new Map([...section.querySelectorAll('input[id], select[id]')].filter(isTouched).map(({ id, value }) => [id, value]))
  section.replaceChildren(...document.importNode(next, true).childNodes)
  for (const { name, value } of next.attributes) section.setAttribute(name, value)
  for (const name of ['hidden', 'data-refresh']) if (!next.hasAttribute(name)) section.removeAttribute(name)
  taken.set(section, markup)
  for (const part of section.querySelectorAll('details[id]')) if (open.has(part.id)) part.open = open.get(part.id)
  for (const [id, value] of typed) keep(document.getElementById(id), value)
  for (const [id, top] of scrolled) document.getElementById(id)?.scrollTo({ top })
  for (const id of followed) document.getElementById(id)?.scrollTo({ top: Number.MAX_SAFE_INTEGER })
  if (focused) at(section, focused)?.focus({ preventScroll: true })
}

/** Whether the reader has written or chosen something that was not there from the start. */
function isTouched(field) {
  return field.tagName === 'SELECT' ? ![...field.options].some(({ selected, defaultSelected }, i) => selected && (defaultSelected || i === 0)) : field.value !== field.defaultValue
}

function keep(field, value) {
  if (!field) return
  if (field.tagName !== 'SELECT' || [...field.options].some((option) => option.value === value)) field.value = value
}

function atEnd({ scrollTop, clientHeight, scrollHeight }) {
  return scrollTop + clientHeight >= scrollHeight - 8
}

/** Where an element is inside a section, so that the focus finds its way back to the same place. */
function pathTo(section, element) {
  if (element.id) return `#${CSS.escape(element.id)}`
  const steps = []
  for (let one = element; one !== section; one = one.parentElement) {
    if (one.id) return [`#${CSS.escape(one.id)}`, ...steps].join(' > ')
    steps.unshift(`:nth-child(${[...one.parentElement.children].indexOf(one) + 1})`)
  }
  return [':scope', ...steps].join(' > ')
}

function at(section, path) {
  return section.querySelector(path)
}

/** Somebody reads a promotion that has changed meanwhile: it stays, cannot be approved, and a button shows the new one. */
function showStale(section) {
  section.querySelector('.stale').hidden = false
  const button = section.querySelector('form.decision button')
  if (button) button.disabled = true
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-show-new]')) location.reload()
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.dataset.busy) return
  const button = form.querySelector('button')
  if (button.getAttribute('aria-disabled') === 'true') return event.preventDefault()
  button.setAttribute('aria-disabled', 'true')
  button.textContent = form.dataset.busy
})

const live = document.getElementById('live')
const whenLive = live.innerHTML

function connected() {
  live.hidden = false
  live.className = 'live badge good'
  live.innerHTML = whenLive
}

/** What is shown from now on is how it was at this moment. */
function lost() {
  if (live.classList.contains('bad')) return
  live.hidden = false
  live.className = 'live badge bad'
  live.textContent = live.dataset.lost.replace('{0}', new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(Date.now()))
}

/** Hears of changes while the page is seen: a browser has few connections for each server, and hidden tabs must not use them up. */
function listen() {
  let events

  function open() {
    events = new EventSource('/events')
    events.addEventListener('open', connected)
    events.addEventListener('error', lost)
    events.addEventListener('state', ({ data }) => {
      if (data !== document.body.dataset.version) refresh()
    })
  }

  function heed() {
    events?.close()
    events = undefined
    if (!document.hidden) open()
  }

  document.addEventListener('visibilitychange', heed)
  addEventListener('pagehide', () => events?.close())
  addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload() })
  heed()
}

for (const section of document.querySelectorAll('[data-live]')) taken.set(section, lasting(section))
setInterval(tick, 1000)
for (const followed of document.querySelectorAll('[data-follow]')) followed.scrollTo({ top: Number.MAX_SAFE_INTEGER })
if (document.body.dataset.version) listen()
setInterval(() => { if (!document.hidden && document.querySelector('[data-refresh]')) refresh() }, 2000)
