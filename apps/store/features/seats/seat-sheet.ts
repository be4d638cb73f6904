import encodeQR from 'qr'
import type { Language } from '@jari/contract/language.ts'
import type { Seat, Store } from '@jari/contract/store.ts'

const lines: Record<Language, string> = { en: 'Scan to order from your seat', ko: '스캔하고 자리에서 주문하세요' }

/** What a seat's code says: the page that opens the seat. */
export function seatAddress(origin: string, seatToken: string): string {
  return `${origin}/seat/${encodeURIComponent(seatToken)}`
}

/** An HTML page that prints the codes of these seats, twelve to a sheet of A4. It needs nothing from elsewhere. */
export function seatSheet({ store, seats, origin, language }: { store: Store; seats: readonly Seat[]; origin: string; language: Language }): string {
  const name = escapeHtml(store.names[language])
  const cards = seats.map(
    (seat) => `<li><div class="code" role="img" aria-label="${escapeHtml(seat.name)}">${encodeQR(seatAddress(origin, seat.seatToken), 'svg', { ecc: 'medium' })}</div>
<strong>${escapeHtml(seat.name)}</strong><span>${lines[language]}</span><small>${name}</small></li>`,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${name}</title>
<style>
@page { size: A4; margin: 10mm }
body { margin: 0; font-family: system-ui, sans-serif }
ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(3, 60mm); gap: 2mm 3mm; justify-content: center }
li { height: 67mm; box-sizing: border-box; padding: 2mm; border: 0.2mm dashed #999; display: flex; flex-direction: column; align-items: center; justify-content: space-between; break-inside: avoid; overflow: hidden; text-align: center }
.code svg { width: 46mm; height: 46mm; display: block }
strong { font-size: 12pt } span { font-size: 8pt } small { font-size: 7pt; color: #555 }
</style>
</head>
<body><ul>
${cards.join('\n')}
</ul></body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
