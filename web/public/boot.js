// Applies the stored preferences before the first paint. Without a stored theme, that of the system applies; without a
// stored language, that of the browser.
const root = document.documentElement
let isChinese = navigator.language.startsWith('zh')
try {
    const { theme, language } = JSON.parse(localStorage.getItem('zhiyu.choices') ?? '{}')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    if (language) isChinese = language === 'zh'
} catch {
    // Without storage, the page has its defaults.
}
root.lang = isChinese ? 'zh-CN' : 'en'

// The program would ask for its texts only when it runs.
const texts = isChinese ? root.dataset.zh : root.dataset.en
if (texts) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = texts
    document.head.append(link)
}

// Asks for what a feed shows while the program is still on its way. src/api/front.ts takes the answer.
const community = /^\/c\/([^/]+)$/.exec(location.pathname)?.[1]
if (community || location.pathname === '/') {
    const mode = new URLSearchParams(location.search).get('mode')
    const query = [community && `community_id=${community}`, (mode === 'hot' || mode === 'top') && `mode=${mode}`]
    const address = ['/v1/front', query.filter(Boolean).join('&')].filter(Boolean).join('?')
    const answer = fetch(address).then((response) => (response.ok ? response.json() : null)).catch(() => null)
    globalThis.earlyFront = { address, answer }
}
