import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

// `npm run dev` shows the page of an app that runs already; ZHIYU_APP says where, if not on its usual port.
declare const process: { env: Record<string, string | undefined> }
const app = process.env['ZHIYU_APP'] ?? 'http://localhost:7071'

/** Writes the names of the files with the page's texts into its first element: the names have a hash. */
const textFiles: Plugin = {
  name: 'text-files',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const fileOf = (language: string) =>
        Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(`/src/text/${language}.ts`),
        )?.fileName
      const [zh, en] = [fileOf('zh'), fileOf('en')]
      return zh && en ? html.replace('<html ', `<html data-zh="/${zh}" data-en="/${en}" `) : html
    },
  },
}

/** Whether the program imports the module when it starts. */
function isInFirstView(id: string, modules: { getModuleInfo(id: string): Rolldown.ModuleInfo | null }) {
  const importers = new Set([id])
  for (const each of importers) {
    const info = modules.getModuleInfo(each)
    if (info?.isEntry) return true
    info?.importers.forEach((importer) => importers.add(importer))
  }
  return false
}

export default defineConfig({
  plugins: [react(), textFiles],
  server: { proxy: { '/v1': app, '^.*/feed[.]atom$': app } },
  build: {
    target: 'es2023',
    // The first browsers that know light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything comes from a file with a hash in its name; the content security policy wants nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What the first view needs is one file: where each request takes a while, twenty small ones take long.
        codeSplitting: {
          groups: [{ debugName: 'first view', name: (id, modules) => (isInFirstView(id, modules) ? 'first' : null) }],
        },
      },
    },
  },
})
