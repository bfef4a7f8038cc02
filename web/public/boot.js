// Applies the stored preferences before the first paint. Without a stored theme, that of the system applies.
try {
    const { theme, language } = JSON.parse(localStorage.getItem('zhiyu.choices') ?? '{}')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
    if (language === 'en') document.documentElement.lang = 'en'
} catch {
    // Without storage, the page has its defaults.
}
