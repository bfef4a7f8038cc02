// Applies the stored preferences before the first paint. Without a stored theme, that of the system applies.
try {
    const { theme, language } = JSON.parse(localStorage.getItem('zhiyu.choices') ?? '{}')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
    if (language === 'en') document.documentElement.lang = 'en'
} catch {
    // Without storage, the page has its defaults.
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
