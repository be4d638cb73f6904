import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const site = resolve(import.meta.dirname, 'site')

/** Each page is an HTML file of its own; there is no router and no inline script (the pages' CSP forbids them). */
export default defineConfig({
  root: site,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    // every browser that runs these pages knows modulepreload
    modulePreload: { polyfill: false },
    // a data: URL would need an exception in the CSP
    assetsInlineLimit: 0,
    rollupOptions: { input: ['index', 'seat', 'kitchen'].map((page) => resolve(site, `${page}.html`)) },
  },
})
