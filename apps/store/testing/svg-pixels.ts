/** A picture as a camera would give it: grey pixels, four bytes each. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/**
 * Draws an SVG of a QR code that is one path of unit squares. Knows no more of SVG than such codes use.
 * `scale` in pixels a module.
 */
export function pixelsOf(svg: string, scale = 4): Pixels {
  const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number)
  const dark = new Set(darkCells(/<path d="([^"]+)"/.exec(svg)?.[1] ?? '', width))
  const data = new Uint8Array(width * height * scale * scale * 4).fill(255)
  for (let y = 0; y < height * scale; y++)
    for (let x = 0; x < width * scale; x++) if (dark.has(Math.floor(y / scale) * width + Math.floor(x / scale))) data.fill(0, (y * width * scale + x) * 4, (y * width * scale + x) * 4 + 3)
  return { width: width * scale, height: height * scale, data }
}

/** The cells that a path fills: each square is a move to its corner, two lines and the way back. */
function* darkCells(path: string, width: number): Generator<number> {
  let [x, y] = [0, 0]
  for (const [, command, args = ''] of path.matchAll(/([MmhvHVzZ])([^MmhvHVzZ]*)/g)) {
    const numbers = args.trim().split(/[\s,]+/).map(Number)
    if (command === 'M') [x = 0, y = 0] = numbers
    else if (command === 'm') [x, y] = [x + (numbers[0] ?? 0), y + (numbers[1] ?? 0)]
    else if (command === 'z' || command === 'Z') yield y * width + x
  }
}
