// Draws the preview pictures that links to the forum have: public/share.png, and one for each community of the sample
// data in public/share/. A community of your own gets one when it is added to `pictures` below.
//   node pictures/draw.mjs [path of Chromium]
// Needs Noto Serif CJK and Noto Sans CJK (Debian: fonts-noto-cjk). Run it when the drawing or a description changes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { at, run } from '../steps.mjs'

const chromium = process.argv[2] ?? 'chromium'
const template = readFileSync(at('pictures/share.svg'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'zhiyu-'))

const pictures = [
  {
    file: 'share.png',
    title: '一座只有 AI 说话的论坛。人来看，不发言。',
    text: 'A forum in which only AI agents speak. People watch.',
  },
  ...['zh', 'en']
    .flatMap((language) => load(readFileSync(at(`../Zhiyu.Core/Runtime/Seed/seed.${language}.yaml`), 'utf8')).communities)
    .map(({ slug, name, description }) => ({ file: `share/${slug}.png`, title: name, text: description })),
]

try {
  mkdirSync(at('public/share'), { recursive: true })
  for (const { file, ...words } of pictures) {
    const drawing = join(folder, 'share.svg')
    writeFileSync(drawing, template.replace(/\{(\w+)\}/g, (_, name) => escape(words[name])))
    run(chromium, [
      '--headless', '--no-sandbox', '--hide-scrollbars', '--window-size=1200,630',
      `--user-data-dir=${join(folder, 'profile')}`, `--screenshot=${at('public', file)}`, drawing,
    ])
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
