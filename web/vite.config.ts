import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `npm run dev` shows the page of an app that runs already; ZHIYU_APP says where, if not on its usual port.
declare const process: { env: Record<string, string | undefined> }
const app = process.env['ZHIYU_APP'] ?? 'http://localhost:7071'

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/v1': app, '^.*/feed[.]atom$': app } },
  build: {
    target: 'es2023',
    // The first browsers that know light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything comes from a file with a hash in its name; the content security policy wants nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
